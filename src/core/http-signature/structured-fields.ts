/** The part of Structured Fields (RFC 8941) that signature fields use: dictionaries of inner lists and byte sequences. */
import { fromBase64, Refusal, toBase64 } from '../base';

export type BareItem = number | string | boolean | Uint8Array | { readonly token: string };
export type Parameters = ReadonlyMap<string, BareItem>;

export interface InnerList {
  readonly items: readonly { readonly value: BareItem; readonly parameters: Parameters }[];
  readonly parameters: Parameters;
}

export type DictionaryMember = InnerList | { readonly value: BareItem; readonly parameters: Parameters };

const MAX_CHARACTERS = 8192;
const MAX_MEMBERS = 32;

const KEY = /[a-z*][a-z0-9_\-.*]*/y;
const INTEGER = /-?\d{1,15}(?![\d.])/y;
const STRING = /"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const BYTES = /:([A-Za-z0-9+/=]*):/y;
const TOKEN = /[A-Za-z*][A-Za-z0-9!#$%&'*+\-.^_`|~:/]*/y;
const BOOLEAN = /\?([01])/y;
const SPACES = / */y;
const COMMA = /[ \t]*,[ \t]*/y;

interface Scanner {
  /** The match at the current place, or null; moves behind it. */
  take(pattern: RegExp): RegExpExecArray | null;
  takeText(text: string): boolean;
  atEnd(): boolean;
}

const scannerOf = (text: string): Scanner => {
  let at = 0;
  return {
    take: (pattern) => {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match !== null) at = pattern.lastIndex;
      return match;
    },
    takeText: (wanted) => {
      const found = text.startsWith(wanted, at);
      if (found) at += wanted.length;
      return found;
    },
    atEnd: () => at === text.length,
  };
};

const damaged = (what: string): Refusal => new Refusal('HTTPSIG_DAMAGED', what);

const readBareItem = (scanner: Scanner): BareItem => {
  const string = scanner.take(STRING);
  if (string !== null) return (string[1] as string).replace(/\\(["\\])/g, '$1');
  const bytes = scanner.take(BYTES);
  if (bytes !== null) {
    const decoded = fromBase64(bytes[1] as string);
    if (decoded === undefined) throw damaged('byte sequence');
    return decoded;
  }
  const integer = scanner.take(INTEGER);
  if (integer !== null) return Number(integer[0]);
  const boolean = scanner.take(BOOLEAN);
  if (boolean !== null) return boolean[1] === '1';
  const token = scanner.take(TOKEN);
  if (token !== null) return { token: token[0] };
  throw damaged('item');
};

const readParameters = (scanner: Scanner): Parameters => {
  const parameters = new Map<string, BareItem>();
  while (scanner.takeText(';')) {
    scanner.take(SPACES);
    const key = scanner.take(KEY)?.[0];
    if (key === undefined || parameters.size >= MAX_MEMBERS) throw damaged('parameter');
    parameters.set(key, scanner.takeText('=') ? readBareItem(scanner) : true);
  }
  return parameters;
};

const readInnerList = (scanner: Scanner): InnerList => {
  const items: { value: BareItem; parameters: Parameters }[] = [];
  for (;;) {
    const spaces = scanner.take(SPACES)?.[0].length ?? 0;
    if (scanner.takeText(')')) return { items, parameters: readParameters(scanner) };
    if ((items.length > 0 && spaces === 0) || items.length >= MAX_MEMBERS) throw damaged('inner list');
    items.push({ value: readBareItem(scanner), parameters: readParameters(scanner) });
  }
};

const readMember = (scanner: Scanner): DictionaryMember => {
  if (!scanner.takeText('=')) return { value: true, parameters: readParameters(scanner) };
  if (scanner.takeText('(')) return readInnerList(scanner);
  return { value: readBareItem(scanner), parameters: readParameters(scanner) };
};

/** Dictionary (RFC 8941 4.2.2), at most 8 KiB and 32 members. Throws a Refusal (HTTPSIG_DAMAGED). */
export const readDictionary = (text: string): ReadonlyMap<string, DictionaryMember> => {
  if (text.length > MAX_CHARACTERS) throw damaged('too long');
  const scanner = scannerOf(text.trim());
  const members = new Map<string, DictionaryMember>();
  while (!scanner.atEnd()) {
    const key = scanner.take(KEY)?.[0];
    if (key === undefined || members.size >= MAX_MEMBERS) throw damaged('dictionary');
    members.set(key, readMember(scanner));
    if (scanner.atEnd()) break;
    if (scanner.take(COMMA) === null || scanner.atEnd()) throw damaged('dictionary');
  }
  return members;
};

const writeBareItem = (item: BareItem): string => {
  if (typeof item === 'number') return String(item);
  if (typeof item === 'boolean') return item ? '?1' : '?0';
  if (item instanceof Uint8Array) return `:${toBase64(item)}:`;
  if (typeof item === 'object') return item.token;
  if (!/^[\x20-\x7e]*$/.test(item)) throw damaged('string with other than ASCII');
  return `"${item.replace(/["\\]/g, '\\$&')}"`;
};

const writeParameters = (parameters: Parameters): string =>
  [...parameters].map(([key, value]) => (value === true ? `;${key}` : `;${key}=${writeBareItem(value)}`)).join('');

/** Serialisation of RFC 8941 4.1.1.1: the one form that a signature base has. */
export const writeInnerList = ({ items, parameters }: InnerList): string =>
  `(${items.map((item) => writeBareItem(item.value) + writeParameters(item.parameters)).join(' ')})${writeParameters(parameters)}`;

export const writeBytes = (bytes: Uint8Array): string => writeBareItem(bytes);
