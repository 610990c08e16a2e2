/** DER writers (X.690 clause 10, 11): each answers one complete element. `undefined` parts are absent OPTIONAL fields. */
import { latin1, utf8 } from '../base';
import { encodeOid } from './oid';
import { CONSTRUCTED, CONTEXT, TAG } from './tags';
import { generalizedTimeText, utcTimeText } from './time';

type Part = Uint8Array | undefined;

const headerLength = (length: number): number => {
  let size = 2;
  for (let rest = length; length >= 0x80 && rest > 0; rest = Math.floor(rest / 256)) size++;
  return size;
};

/** Writes identifier and length octets (X.690 8.1.3, shortest form); answers where the content starts. */
const writeHeader = (out: Uint8Array, identifier: number, length: number): number => {
  out[0] = identifier;
  if (length < 0x80) {
    out[1] = length;
    return 2;
  }
  const size = headerLength(length);
  out[1] = 0x80 | (size - 2);
  let rest = length;
  for (let at = size - 1; at > 1; at--) {
    out[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return size;
};

const element = (identifier: number, content: Uint8Array): Uint8Array => {
  const out = new Uint8Array(headerLength(content.length) + content.length);
  out.set(content, writeHeader(out, identifier, content.length));
  return out;
};

const group = (identifier: number, parts: readonly Part[]): Uint8Array => {
  let length = 0;
  for (const part of parts) if (part !== undefined) length += part.length;
  const out = new Uint8Array(headerLength(length) + length);
  let at = writeHeader(out, identifier, length);
  for (const part of parts) {
    if (part === undefined) continue;
    out.set(part, at);
    at += part.length;
  }
  return out;
};

/** An element of any identifier octet around content octets that exist already. */
export const ofContent = (identifier: number, content: Uint8Array): Uint8Array => element(identifier, content);

/** Order of encodings in a SET OF (X.690 11.6): bytewise, the shorter first when one is a prefix of the other. */
export const compareEncodings = (a: Uint8Array, b: Uint8Array): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

export const sequence = (...parts: readonly Part[]): Uint8Array => group(TAG.sequence | CONSTRUCTED, parts);

/** SET in the order given: for SETs whose members the caller has ordered by tag. */
export const set = (...parts: readonly Part[]): Uint8Array => group(TAG.set | CONSTRUCTED, parts);

/** SET OF, sorted as DER asks (X.690 11.6). */
export const setOf = (parts: readonly Uint8Array[]): Uint8Array =>
  group(TAG.set | CONSTRUCTED, parts.length < 2 ? parts : [...parts].sort(compareEncodings));

/** Non-negative INTEGER from big-endian bytes of any length. */
export const integerBytes = (bytes: Uint8Array): Uint8Array => {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const magnitude = bytes.subarray(start);
  if (magnitude.length === 0) return Uint8Array.of(TAG.integer, 1, 0);
  if (((magnitude[0] as number) & 0x80) === 0) return element(TAG.integer, magnitude);
  return group(TAG.integer, [Uint8Array.of(0), magnitude]);
};

/** INTEGER from its two's complement content octets, as asIntegerBytes answers them: serial numbers are copied unread. */
export const integerContent = (content: Uint8Array): Uint8Array => element(TAG.integer, content);

/** INTEGER of either sign (X.690 8.3). */
export const integer = (value: number | bigint): Uint8Array => {
  if (value >= 0 && value < 0x80) return Uint8Array.of(TAG.integer, 1, Number(value));
  const out: number[] = [];
  let rest = BigInt(value);
  let byte: number;
  do {
    byte = Number(rest & 255n);
    out.unshift(byte);
    rest >>= 8n;
  } while (!(rest === 0n && byte < 0x80) && !(rest === -1n && byte >= 0x80));
  return element(TAG.integer, Uint8Array.from(out));
};

export const enumerated = (value: number): Uint8Array => {
  const out = integer(value);
  out[0] = TAG.enumerated;
  return out;
};

export const boolean = (value: boolean): Uint8Array => Uint8Array.of(TAG.boolean, 1, value ? 0xff : 0);
export const nul = (): Uint8Array => Uint8Array.of(TAG.nul, 0);
export const oid = (dotted: string): Uint8Array => element(TAG.oid, encodeOid(dotted));
export const octetString = (content: Uint8Array): Uint8Array => element(TAG.octetString, content);

export const bitString = (bits: Uint8Array, unusedBits = 0): Uint8Array =>
  group(TAG.bitString, [Uint8Array.of(unusedBits), bits]);

/** BIT STRING of a NamedBitList: bit numbers that are one; trailing zero bits left out (X.690 11.2.2). */
export const namedBits = (numbers: readonly number[]): Uint8Array => {
  if (numbers.length === 0) return bitString(new Uint8Array(0));
  const highest = Math.max(...numbers);
  const bytes = new Uint8Array((highest >> 3) + 1);
  for (const n of numbers) bytes[n >> 3] = (bytes[n >> 3] as number) | (0x80 >> (n & 7));
  return bitString(bytes, 7 - (highest & 7));
};

export const utf8String = (text: string): Uint8Array => element(TAG.utf8String, utf8(text));
export const printableString = (text: string): Uint8Array => element(TAG.printableString, latin1(text));
export const ia5String = (text: string): Uint8Array => element(TAG.ia5String, latin1(text));

/** BMPString: UTF-16 big-endian. */
export const bmpString = (text: string): Uint8Array => {
  const out = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    out[2 * i] = text.charCodeAt(i) >> 8;
    out[2 * i + 1] = text.charCodeAt(i) & 255;
  }
  return element(TAG.bmpString, out);
};

export const utcTime = (ms: number): Uint8Array => element(TAG.utcTime, latin1(utcTimeText(ms)));

/** GeneralizedTime in whole seconds, as certificates want it (RFC 5280 4.1.2.5.2). */
export const generalizedTime = (ms: number): Uint8Array =>
  element(TAG.generalizedTime, latin1(generalizedTimeText(ms, false)));

/** GeneralizedTime with milliseconds where there are any, as TSTInfo allows (RFC 3161 2.4.2). */
export const generalizedTimeMs = (ms: number): Uint8Array =>
  element(TAG.generalizedTime, latin1(generalizedTimeText(ms, true)));

/** Time of a certificate: UTCTime through 2049, then GeneralizedTime (RFC 5280 4.1.2.5). */
export const time = (ms: number): Uint8Array =>
  ms >= Date.UTC(1950, 0) && ms < Date.UTC(2050, 0) ? utcTime(ms) : generalizedTime(ms);

/** [tag] EXPLICIT around complete elements. */
export const explicit = (tag: number, ...parts: readonly Part[]): Uint8Array =>
  group(CONTEXT | CONSTRUCTED | tag, parts);

/** [tag] IMPLICIT of a primitive type: content octets only. */
export const implicitPrimitive = (tag: number, content: Uint8Array): Uint8Array => element(CONTEXT | tag, content);

/** [tag] IMPLICIT of a SEQUENCE or SET: its members. */
export const implicitConstructed = (tag: number, ...parts: readonly Part[]): Uint8Array =>
  group(CONTEXT | CONSTRUCTED | tag, parts);

/** [tag] IMPLICIT SET OF: members sorted (X.690 11.6). */
export const implicitSetOf = (tag: number, parts: readonly Uint8Array[]): Uint8Array =>
  group(CONTEXT | CONSTRUCTED | tag, [...parts].sort(compareEncodings));

/** The same element under another identifier octet: turns SET (0x31) into [0] (0xA0) and back without copying parts twice. */
export const withIdentifier = (identifier: number, encoded: Uint8Array): Uint8Array => {
  const out = new Uint8Array(encoded);
  out[0] = identifier;
  return out;
};
