import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { filled, type VerdictLanguage } from '../../presentation';
import { timeText } from '../../report';
import { PAGE_WORDS, type WordKey } from './words-catalogue';

interface Words {
  readonly language: VerdictLanguage;
  t(key: WordKey, values?: Readonly<Record<string, string | number>>): string;
  /** 2026年11月21日 14:05:00, in the reader's time zone, which is named. */
  time(rfc3339: string): string;
  change(language: VerdictLanguage): void;
}

const WordsContext = createContext<Words | undefined>(undefined);
const LOCALES: Readonly<Record<VerdictLanguage, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** Chinese, unless the browser asks for English before Chinese. */
const preferred = (): VerdictLanguage =>
  navigator.languages.find((tag) => /^(zh|en)\b/.test(tag))?.startsWith('en') ? 'en' : 'zh';

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, change] = useState<VerdictLanguage>(preferred);
  const words = useMemo<Words>(
    () => ({
      language,
      t: (key, values) => filled(PAGE_WORDS[language][key], values),
      time: (text) => timeText(text, language),
      change,
    }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = LOCALES[language];
    document.title = `${PAGE_WORDS[language]['page.title']} · InkWitness 墨证`;
  }, [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error('outside of LanguageProvider');
  return words;
}
