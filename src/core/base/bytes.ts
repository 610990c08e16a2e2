const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

export const equal = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

export const toHex = (bytes: Uint8Array): string => {
  let out = '';
  for (const byte of bytes) out += HEX[byte];
  return out;
};

/** Hex digits (even count, any case) to bytes; undefined for anything else. */
export const fromHex = (text: string): Uint8Array | undefined => {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return out;
};

/** ISO 8859-1: one byte a character; callers make sure that the text fits. */
export const latin1 = (text: string): Uint8Array => {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
};

export const fromLatin1 = (bytes: Uint8Array, start = 0, end = bytes.length): string => {
  let out = '';
  for (let i = start; i < end; i += 8192) out += String.fromCharCode(...bytes.subarray(i, Math.min(end, i + 8192)));
  return out;
};

const ASCII = /^[\0-\x7f]*$/;

/** UTF-8 of well-formed text; lone surrogates become U+FFFD as in the Encoding Standard. Core has no TextEncoder. */
export const utf8 = (text: string): Uint8Array => {
  if (ASCII.test(text)) return latin1(text);
  const out: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) out.push(code);
    else if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(out);
};

/** Smallest code point of a UTF-8 sequence by its length: below it the form is overlong (RFC 3629 section 3). */
const SMALLEST_OF_LENGTH = [0, 0, 0x80, 0x800, 0x10000];

/** Length that the first byte of a UTF-8 sequence announces; 0 for a byte that can never lead (RFC 3629 section 4). */
const sequenceLength = (lead: number): number => {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
};

/** UTF-8 to text, strictly (RFC 3629): undefined where a sequence is overlong, truncated or a surrogate; nothing is replaced. */
export const fromUtf8 = (bytes: Uint8Array): string | undefined => {
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] as number;
    const length = sequenceLength(lead);
    if (length === 0) return undefined;
    let code = length === 1 ? lead : lead & (0x7f >> length);
    for (let i = 1; i < length; i++) {
      const next = bytes[at + i] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 63);
    }
    const isSurrogate = code >= 0xd800 && code < 0xe000;
    if (code < (SMALLEST_OF_LENGTH[length] as number) || code > 0x10ffff || isSurrogate) return undefined;
    out += String.fromCodePoint(code);
    at += length;
  }
  return out;
};

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Value of each character by its code; 0 for the padding. */
const BASE64_VALUES = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(0, BASE64.indexOf(String.fromCharCode(code))),
);

export const toBase64 = (bytes: Uint8Array): string => {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] as number;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    out += BASE64.charAt(a >> 2) + BASE64.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    out += b === undefined ? '=' : BASE64.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    out += c === undefined ? '=' : BASE64.charAt(c & 63);
  }
  return out;
};

/** RFC 4648 section 4 with padding; undefined for anything else. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let i = 0; i < text.length; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) word = (word << 6) | (BASE64_VALUES[text.charCodeAt(i + k)] as number);
    for (let shift = 16; shift >= 0 && at < out.length; shift -= 8) out[at++] = (word >> shift) & 255;
  }
  return out;
};
