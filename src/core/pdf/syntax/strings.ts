import { isDigit } from './characters';
import type { PdfString } from './value';

/** Escapes of ISO 32000-1 table 3. */
const ESCAPES: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };

const hexDigit = (c: number): number =>
  c >= 48 && c <= 57 ? c - 48 : c >= 97 && c <= 102 ? c - 87 : c >= 65 && c <= 70 ? c - 55 : -1;

const decodeHex = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
  const out = new Uint8Array((end - start + 1) >> 1);
  let digits = 0;
  for (let at = start; at < end; at++) {
    const digit = hexDigit(bytes[at] as number);
    if (digit < 0) continue;
    const index = digits >> 1;
    out[index] = (out[index] as number) | (digits % 2 === 0 ? digit << 4 : digit);
    digits++;
  }
  return out.subarray(0, (digits + 1) >> 1);
};

const isOctal = (c: number | undefined): boolean => isDigit(c) && (c as number) < 56;

const decodeLiteral = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
  const out = new Uint8Array(end - start);
  let size = 0;
  for (let at = start; at < end; at++) {
    let byte = bytes[at] as number;
    if (byte === 92) {
      byte = bytes[++at] as number;
      if (isOctal(byte)) {
        let value = byte - 48;
        for (let i = 0; i < 2 && isOctal(bytes[at + 1]); i++) value = value * 8 + (bytes[++at] as number) - 48;
        out[size++] = value & 255;
        continue;
      }
      if (byte === 13 && bytes[at + 1] === 10) at++;
      if (byte === 13 || byte === 10) continue;
      byte = ESCAPES[byte] ?? byte;
    } else if (byte === 13) {
      // An end-of-line marker inside a literal string counts as one line feed (7.3.4.2).
      if (bytes[at + 1] === 10) at++;
      byte = 10;
    }
    out[size++] = byte;
  }
  return out.subarray(0, size);
};

/** The bytes that a literal or hexadecimal string stands for (7.3.4). */
export const stringBytes = (value: PdfString): Uint8Array => {
  const bytes = value.chunk.bytes;
  return bytes[value.start] === 60
    ? decodeHex(bytes, value.start + 1, value.end - 1)
    : decodeLiteral(bytes, value.start + 1, value.end - 1);
};

const utf16 = (bytes: Uint8Array, start: number, high: 0 | 1): string => {
  let out = '';
  for (let at = start; at + 1 < bytes.length; at += 2)
    out += String.fromCharCode(((bytes[at + high] as number) << 8) | (bytes[at + 1 - high] as number));
  return out;
};

const utf8Text = (bytes: Uint8Array, start: number): string => {
  let out = '';
  for (let at = start; at < bytes.length; ) {
    const lead = bytes[at++] as number;
    const extra = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let code = extra === 0 ? lead : lead & (0x3f >> extra);
    for (let i = 0; i < extra; i++) code = (code << 6) | ((bytes[at++] ?? 0) & 63);
    out += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  return out;
};

/** A text string (7.9.2.2, PDF 2.0 adds UTF-8); PDFDocEncoding is read as ISO 8859-1. */
export const textOf = (value: PdfString): string => {
  const bytes = stringBytes(value);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 2, 0);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 2, 1);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8Text(bytes, 3);
  let out = '';
  for (const byte of bytes) out += String.fromCharCode(byte);
  return out;
};
