import { fromLatin1, Refusal } from '../base';
import { TAG } from './tags';

const bad = (what: string): Refusal => new Refusal('ASN1_BAD_VALUE', what);

/** Smallest code point of a UTF-8 sequence by its length: below it the form is overlong (RFC 3629 section 3). */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

const sequenceLength = (lead: number): number => {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  throw bad('UTF-8 lead byte');
};

/** UTF-8 to text, strictly: throws a Refusal (ASN1_BAD_VALUE) for anything that is not well-formed. */
export const decodeUtf8 = (bytes: Uint8Array): string => {
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] as number;
    const length = sequenceLength(lead);
    let code = length === 1 ? lead : lead & (0x7f >> length);
    for (let i = 1; i < length; i++) {
      const next = bytes[at + i] ?? 0;
      if ((next & 0xc0) !== 0x80) throw bad('UTF-8 continuation');
      code = (code << 6) | (next & 63);
    }
    if (code < (SMALLEST[length] as number) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) throw bad('UTF-8');
    out += String.fromCodePoint(code);
    at += length;
  }
  return out;
};

const decodeUtf16 = (bytes: Uint8Array): string => {
  if (bytes.length % 2 !== 0) throw bad('BMPString');
  let out = '';
  for (let at = 0; at < bytes.length; at += 2) {
    out += String.fromCharCode(((bytes[at] as number) << 8) | (bytes[at + 1] as number));
  }
  return out;
};

/** Text of a character string type by its universal tag; undefined for a type that is none. */
export const decodeText = (tag: number, content: Uint8Array): string | undefined => {
  switch (tag) {
    case TAG.utf8String:
      return decodeUtf8(content);
    case TAG.bmpString:
      return decodeUtf16(content);
    case TAG.printableString:
    case TAG.ia5String:
    case TAG.numericString:
    case TAG.visibleString:
    case TAG.teletexString:
      return fromLatin1(content);
    default:
      return undefined;
  }
};
