import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { filled, type VerdictLanguage } from '../../presentation';

/** The texts of a page in the language that its reader chose. */
export interface PageWords<Key extends string> {
  readonly language: VerdictLanguage;
  /** BCP 47 tag of the language, for dates and the `lang` of the document. */
  readonly locale: string;
  t(key: Key, values?: Readonly<Record<string, string | number>>): string;
  change(language: VerdictLanguage): void;
}

const LOCALES: Readonly<Record<VerdictLanguage, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** Chinese, unless the browser asks for English before Chinese. */
const preferred = (): VerdictLanguage =>
  navigator.languages.find((tag) => /^(zh|en)\b/.test(tag))?.startsWith('en') ? 'en' : 'zh';

/** Provider and hook over a page's catalogue; `title` is the name of the page. */
export function pageWords<Key extends string>(
  catalogue: Readonly<Record<VerdictLanguage, Readonly<Record<Key, string>>>>,
  title: Key,
) {
  const WordsContext = createContext<PageWords<Key> | undefined>(undefined);

  function LanguageProvider({ children }: { children: ReactNode }) {
    const [language, change] = useState<VerdictLanguage>(preferred);
    const words = useMemo<PageWords<Key>>(
      () => ({
        language,
        locale: LOCALES[language],
        t: (key, values) => filled(catalogue[language][key], values),
        change,
      }),
      [language],
    );
    useEffect(() => {
      document.documentElement.lang = LOCALES[language];
      document.title = `${catalogue[language][title]} · InkWitness 墨证`;
    }, [language]);
    return <WordsContext value={words}>{children}</WordsContext>;
  }

  function useWords(): PageWords<Key> {
    const words = useContext(WordsContext);
    if (words === undefined) throw new Error('outside of LanguageProvider');
    return words;
  }

  return { LanguageProvider, useWords };
}
