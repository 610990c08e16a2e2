/** Values of elements. Each throws a Refusal (ASN1_UNEXPECTED_ELEMENT, ASN1_BAD_VALUE): call inside attempt(). */
import { fromLatin1, Refusal } from '../base';
import { decodeOid } from './oid';
import type { Asn1 } from './reader';
import { TAG } from './tags';
import { decodeText } from './text';
import { parseGeneralizedTime, parseUtcTime } from './time';

export const isUniversal = (node: Asn1, tag: number): boolean => node.tagClass === 'universal' && node.tag === tag;
export const isContext = (node: Asn1, tag: number): boolean => node.tagClass === 'context' && node.tag === tag;

const expect = (node: Asn1, tag: number, what: string): Uint8Array => {
  if (!isUniversal(node, tag)) throw new Refusal('ASN1_UNEXPECTED_ELEMENT', `${what} expected at ${node.offset}`);
  return node.content;
};

const bad = (node: Asn1, what: string): Refusal => new Refusal('ASN1_BAD_VALUE', `${what} at ${node.offset}`);

export const asOid = (node: Asn1): string => decodeOid(expect(node, TAG.oid, 'OBJECT IDENTIFIER'));

/** Content octets of an INTEGER in two's complement, checked to be minimal (X.690 8.3.2). */
export const asIntegerBytes = (node: Asn1): Uint8Array => {
  const content = expect(node, TAG.integer, 'INTEGER');
  const [first, second] = content;
  if (first === undefined) throw bad(node, 'INTEGER');
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw bad(node, 'INTEGER not minimal');
  }
  return content;
};

const twosComplement = (content: Uint8Array): bigint => {
  let value = (content[0] as number) >= 0x80 ? -1n : 0n;
  for (const byte of content) value = (value << 8n) | BigInt(byte);
  return value;
};

/** INTEGER of at most 64 bytes. */
export const asInteger = (node: Asn1): bigint => {
  const content = asIntegerBytes(node);
  if (content.length > 64) throw bad(node, 'INTEGER too long');
  return twosComplement(content);
};

/** INTEGER or ENUMERATED that fits a version, a status, a length: -2^31 .. 2^31-1. */
export const asSmallInteger = (node: Asn1): number => {
  const content = isUniversal(node, TAG.enumerated) ? node.content : asIntegerBytes(node);
  if (content.length === 0 || content.length > 4) throw bad(node, 'small INTEGER');
  return Number(twosComplement(content));
};

/** BOOLEAN, 00 or FF only (X.690 11.1). */
export const asBoolean = (node: Asn1): boolean => {
  const content = expect(node, TAG.boolean, 'BOOLEAN');
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw bad(node, 'BOOLEAN');
  return content[0] === 0xff;
};

export const asOctetString = (node: Asn1): Uint8Array => expect(node, TAG.octetString, 'OCTET STRING');

export const asNull = (node: Asn1): void => {
  if (expect(node, TAG.nul, 'NULL').length !== 0) throw bad(node, 'NULL');
};

/** BIT STRING whose unused bits are zero (X.690 11.2.1). */
export const asBitString = (node: Asn1): { readonly bits: Uint8Array; readonly unusedBits: number } => {
  const content = expect(node, TAG.bitString, 'BIT STRING');
  const unusedBits = content[0] ?? 8;
  const last = content[content.length - 1] as number;
  if (unusedBits > 7 || (content.length === 1 && unusedBits > 0)) throw bad(node, 'BIT STRING');
  if (content.length > 1 && (last & ((1 << unusedBits) - 1)) !== 0) throw bad(node, 'BIT STRING padding');
  return { bits: content.subarray(1), unusedBits };
};

/** BIT STRING of whole bytes: keys and signatures. */
export const asBitStringBytes = (node: Asn1): Uint8Array => {
  const { bits, unusedBits } = asBitString(node);
  if (unusedBits !== 0) throw bad(node, 'BIT STRING of whole bytes');
  return bits;
};

/** Numbers of the one bits of a NamedBitList, at most the first 64. */
export const asNamedBits = (node: Asn1): readonly number[] => {
  const { bits } = asBitString(node);
  const numbers: number[] = [];
  for (let n = 0; n < Math.min(bits.length * 8, 64); n++) {
    if (((bits[n >> 3] as number) & (0x80 >> (n & 7))) !== 0) numbers.push(n);
  }
  return numbers;
};

/** UTCTime or GeneralizedTime as milliseconds since 1970. */
export const asTime = (node: Asn1): number => {
  if (node.content.length > 32) throw bad(node, 'time');
  if (isUniversal(node, TAG.utcTime)) return parseUtcTime(fromLatin1(node.content));
  return parseGeneralizedTime(fromLatin1(expect(node, TAG.generalizedTime, 'time')));
};

/** Any of the character string types of DirectoryString and IA5String. */
export const asText = (node: Asn1): string => {
  const text = node.tagClass === 'universal' ? decodeText(node.tag, node.content) : undefined;
  if (text === undefined) throw new Refusal('ASN1_UNEXPECTED_ELEMENT', `character string expected at ${node.offset}`);
  return text;
};

/** Members of a SEQUENCE. */
export const asSequence = (node: Asn1): readonly Asn1[] => {
  expect(node, TAG.sequence, 'SEQUENCE');
  return node.children;
};

/** Members of a SET or SET OF. */
export const asSet = (node: Asn1): readonly Asn1[] => {
  expect(node, TAG.set, 'SET');
  return node.children;
};

/** The one member of an EXPLICIT tag. */
export const asExplicit = (node: Asn1): Asn1 => {
  const [inner] = node.children;
  if (inner === undefined || node.children.length !== 1 || !node.constructed) {
    throw new Refusal('ASN1_UNEXPECTED_ELEMENT', `one element expected inside ${node.offset}`);
  }
  return inner;
};
