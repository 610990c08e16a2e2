import type { StationFinding } from '../../contracts/api';
import { filled } from '../../presentation';
import { type PageWords, pageWords } from '../words';
import { FINDING_WORDS, type FindingWords } from './finding-words';
import { CONSOLE_WORDS, type WordKey } from './words-catalogue';

const { LanguageProvider, useWords: useTexts } = pageWords(CONSOLE_WORDS, 'page.title');

export { LanguageProvider };

export interface Words extends PageWords<WordKey> {
  finding(finding: StationFinding, values?: Readonly<Record<string, string>>): FindingWords;
  /** 14:05:12 today, 11-21 14:05 before; in the reader's time zone. */
  time(timeMs: number): string;
  /** 2026-11-21, as dates of certificates are compared. */
  day(timeMs: number): string;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** Figures alone, so that a column of them can be compared in both languages. */
export function timeOf(timeMs: number, nowMs: number): string {
  const [at, now] = [new Date(timeMs), new Date(nowMs)];
  const clock = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  if (at.toDateString() === now.toDateString()) return `${clock}:${pad(at.getSeconds())}`;
  const day = `${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return at.getFullYear() === now.getFullYear() ? `${day} ${clock}` : `${at.getFullYear()}-${day}`;
}

export function useWords(): Words {
  const words = useTexts();
  return {
    ...words,
    finding: (finding, values) => {
      const { short, cause, toDo } = FINDING_WORDS[finding][words.language];
      return { short, cause, toDo: filled(toDo, values) };
    },
    time: (timeMs) => timeOf(timeMs, Date.now()),
    day: (timeMs) => {
      const at = new Date(timeMs);
      return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
    },
  };
}
