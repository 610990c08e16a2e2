import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Language } from '../../contracts/ipc';
import { errorWords, type Translate, translator } from './catalogue';
import type { ErrorWords } from './error-words';

interface Words {
  readonly language: Language;
  readonly t: Translate;
  readonly error: (code: string) => ErrorWords & { readonly known: boolean };
}

const WordsContext = createContext<Words | undefined>(undefined);

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const words = useMemo<Words>(
    () => ({ language, t: translator(language), error: (code) => errorWords(language, code) }),
    [language],
  );
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** Words in the language of the snapshot. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error('useWords outside LanguageProvider');
  return words;
}
