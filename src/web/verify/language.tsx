import { timeText } from '../../report';
import { type PageWords, pageWords } from '../words';
import { PAGE_WORDS, type WordKey } from './words-catalogue';

interface Words extends PageWords<WordKey> {
  /** 2026年11月21日 14:05:00, in the reader's time zone, which is named. */
  time(rfc3339: string): string;
}

const { LanguageProvider, useWords: useTexts } = pageWords(PAGE_WORDS, 'page.title');

export { LanguageProvider };

export function useWords(): Words {
  const words = useTexts();
  return { ...words, time: (text) => timeText(text, words.language) };
}
