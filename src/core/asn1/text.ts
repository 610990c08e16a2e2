import { fromLatin1, fromUtf8, Refusal } from '../base';
import { TAG } from './tags';

const bad = (what: string): Refusal => new Refusal('ASN1_BAD_VALUE', what);

const decodeUtf8 = (bytes: Uint8Array): string => {
  const text = fromUtf8(bytes);
  if (text === undefined) throw bad('UTF-8');
  return text;
};

const decodeUtf16 = (bytes: Uint8Array): string => {
  if (bytes.length % 2 !== 0) throw bad('BMPString');
  let out = '';
  for (let at = 0; at < bytes.length; at += 2) {
    out += String.fromCharCode(((bytes[at] as number) << 8) | (bytes[at + 1] as number));
  }
  return out;
};

/** Text of a character string type by its universal tag; undefined for a type that is none. Throws a Refusal (ASN1_BAD_VALUE). */
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
