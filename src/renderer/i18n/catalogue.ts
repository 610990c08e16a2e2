import type { Language } from '../../contracts/ipc';
import { EN } from './en';
import type { ErrorWords } from './error-words';
import { ERRORS_EN } from './errors-en';
import { ERRORS_ZH_CN } from './errors-zh-cn';
import { ZH_CN } from './zh-cn';

export type TextKey = keyof typeof ZH_CN;
export type TextValues = Readonly<Record<string, string | number>>;
/** Text of a key with `{name}` filled in. */
export type Translate = (key: TextKey, values?: TextValues) => string;

const TEXTS: Record<Language, Record<TextKey, string>> = { 'zh-CN': ZH_CN, en: EN };
const ERRORS: Record<Language, Readonly<Record<string, ErrorWords>>> = { 'zh-CN': ERRORS_ZH_CN, en: ERRORS_EN };

/** The one way from a key to words; a value that is missing stays visible as `{name}` so that a test finds it. */
export const translator =
  (language: Language): Translate =>
  (key, values = {}) =>
    TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Whether a computed key (`${prefix}.${value}`) has a text. */
export const hasText = (key: string): key is TextKey => Object.hasOwn(ZH_CN, key);

/**
 * Words for any code: its own sentence, else its family's (the longest prefix that ends with `_`), else the general one.
 * `known` is false for the general one, so that the screen shows the code beside it.
 */
export function errorWords(language: Language, code: string): ErrorWords & { readonly known: boolean } {
  const table = ERRORS[language];
  const own = Object.hasOwn(table, code) ? table[code] : undefined;
  if (own !== undefined) return { ...own, known: true };
  const family = Object.keys(table)
    .filter((key) => key.endsWith('_') && code.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
  const words = (family === undefined ? undefined : table[family]) ?? table['UNKNOWN'];
  if (words === undefined) throw new Error('the error catalogue has no general sentence');
  return { ...words, known: false };
}
