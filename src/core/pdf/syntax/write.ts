import { concat, latin1, toHex } from '../../base';
import { type PdfDict, type PdfValue, rawBytes } from './value';

/** A name with everything but printable ASCII escaped (ISO 32000-1 7.3.5). */
export const writeName = (name: string): string =>
  `/${name.replace(/[^!-~]|[()<>[\]{}/%#]/g, (c) => `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

/** A real number with at most four decimals, never in exponent form. */
export const writeNumber = (value: number): string => {
  const text = value.toFixed(4).replace(/\.?0+$/, '');
  return text === '-0' || text === '' ? '0' : text;
};

export const writeNumbers = (values: readonly number[]): string => values.map(writeNumber).join(' ');

/** A text string: ASCII as a literal, anything else UTF-16BE with its mark (7.9.2.2). */
export const writeText = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, (c) => `\\${c}`)})`;
  let hex = 'feff';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0');
  return `<${hex}>`;
};

export const writeHex = (bytes: Uint8Array): string => `<${toHex(bytes)}>`;

export const writeRef = (ref: { readonly num: number; readonly gen: number }): string => `${ref.num} ${ref.gen} R`;

const NEWLINE = latin1('\n');

/** New values of dictionary keys; null takes the key away. */
export type Edits = Map<string, string | Uint8Array | null>;

/**
 * A dictionary again, each untouched value byte for byte; keys in `replace` get a new text, or go when it is null.
 */
export const rewriteDict = (dict: PdfDict, replace: ReadonlyMap<string, string | Uint8Array | null>): Uint8Array => {
  const parts: Uint8Array[] = [latin1('<<\n')];
  const entry = (key: string, value: Uint8Array): void => {
    parts.push(latin1(`${writeName(key)} `), value, NEWLINE);
  };
  for (const [key, value] of dict.entries) if (!replace.has(key)) entry(key, rawBytes(value));
  for (const [key, value] of replace) if (value !== null) entry(key, typeof value === 'string' ? latin1(value) : value);
  parts.push(latin1('>>'));
  return concat(parts);
};

/** An array again with more items behind the old bytes. */
export const extendArray = (array: PdfValue | undefined, items: readonly string[]): Uint8Array => {
  const more = latin1(` ${items.join(' ')}]`);
  return array?.kind === 'array' ? concat([rawBytes(array).subarray(0, -1), more]) : concat([latin1('['), more]);
};

/** A stream object: `entries` is the dictionary without /Length and without its brackets. */
export const writeStream = (entries: string, data: Uint8Array): Uint8Array =>
  concat([latin1(`<<${entries}/Length ${data.length}>>\nstream\n`), data, latin1('\nendstream')]);
