import { attempt, Refusal, type Result } from '../base';
import { TAG } from './tags';

export type TagClass = 'universal' | 'application' | 'context' | 'private';

/** One element of a DER encoding. All byte arrays are views into the input. */
export interface Asn1 {
  readonly tagClass: TagClass;
  readonly tag: number;
  readonly constructed: boolean;
  /** Of the identifier octet, from the start of the input. */
  readonly offset: number;
  readonly headerLength: number;
  /** The whole element. */
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
  /** Members of a constructed element, empty for a primitive one. */
  readonly children: readonly Asn1[];
}

export interface DerLimits {
  readonly maxBytes?: number;
  readonly maxDepth?: number;
  readonly maxElements?: number;
  /** Elements at this depth (the outermost has 1) keep their content unread, without children: see {@link readMembers}. */
  readonly unreadAt?: number;
  /** Accept bytes behind the outermost element: a signature's /Contents is padded with zeros. */
  readonly allowTrailing?: boolean;
}

const DEFAULTS = {
  maxBytes: 64 * 1024 * 1024,
  maxDepth: 32,
  maxElements: 50_000,
  unreadAt: Number.POSITIVE_INFINITY,
  allowTrailing: false,
};
const CLASSES: readonly TagClass[] = ['universal', 'application', 'context', 'private'];
/** Universal types that DER keeps constructed: EXTERNAL, EMBEDDED PDV, SEQUENCE, SET (X.690 8.9-8.12, 10.2). */
const CONSTRUCTED_TYPES: ReadonlySet<number> = new Set([8, 11, TAG.sequence, TAG.set]);

interface Reading {
  readonly bytes: Uint8Array;
  readonly maxDepth: number;
  readonly unreadAt: number;
  elementsLeft: number;
}

interface Header {
  readonly headerLength: number;
  readonly length: number;
}

const readLongLength = (bytes: Uint8Array, at: number, end: number): Header => {
  const count = (bytes[at + 1] as number) & 0x7f;
  if (count === 0) throw new Refusal('ASN1_INDEFINITE_LENGTH', `at ${at}`);
  if (count > 6) throw new Refusal('ASN1_LENGTH_TOO_LARGE', `at ${at}`);
  if (at + 2 + count > end) throw new Refusal('ASN1_TRUNCATED', `at ${at}`);
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] as number);
  if (length < 0x80 || bytes[at + 2] === 0) throw new Refusal('ASN1_LENGTH_NOT_MINIMAL', `at ${at}`);
  return { headerLength: 2 + count, length };
};

/** The lengths of the element at an offset, nothing of it read. Throws a Refusal (ASN1_*). */
export const readHeader = (bytes: Uint8Array, at: number, end: number): Header => {
  if (at + 2 > end) throw new Refusal('ASN1_TRUNCATED', `at ${at}`);
  if (((bytes[at] as number) & 0x1f) === 0x1f) throw new Refusal('ASN1_HIGH_TAG_NUMBER', `at ${at}`);
  const short = bytes[at + 1] as number;
  const header = short < 0x80 ? { headerLength: 2, length: short } : readLongLength(bytes, at, end);
  if (header.length > end - at - header.headerLength) throw new Refusal('ASN1_TRUNCATED', `at ${at}`);
  return header;
};

const readElement = (reading: Reading, at: number, end: number, depth: number): Asn1 => {
  if (depth > reading.maxDepth) throw new Refusal('ASN1_TOO_DEEP', `at ${at}`);
  if (reading.elementsLeft-- <= 0) throw new Refusal('ASN1_TOO_MANY_ELEMENTS', `at ${at}`);
  const { bytes } = reading;
  const { headerLength, length } = readHeader(bytes, at, end);
  const identifier = bytes[at] as number;
  const tagClass = CLASSES[identifier >> 6] as TagClass;
  const tag = identifier & 0x1f;
  const constructed = (identifier & 0x20) !== 0;
  if (tagClass === 'universal' && constructed !== CONSTRUCTED_TYPES.has(tag)) {
    throw new Refusal('ASN1_WRONG_FORM', `at ${at}`);
  }
  const start = at + headerLength;
  const stop = start + length;
  const children: Asn1[] = [];
  for (let next = start; constructed && depth < reading.unreadAt && next < stop; ) {
    const child = readElement(reading, next, stop, depth + 1);
    children.push(child);
    next += child.raw.length;
  }
  const raw = bytes.subarray(at, stop);
  return { tagClass, tag, constructed, offset: at, headerLength, raw, content: bytes.subarray(start, stop), children };
};

/** A Buffer of Node is a Uint8Array whose slice() is a view: later copies would write into the input. */
const plain = (bytes: Uint8Array): Uint8Array =>
  bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);

/**
 * Reads one DER element with all its members. Refuses BER (indefinite or padded lengths, constructed strings)
 * and anything beyond the limits (default 64 MiB, 32 levels, 50,000 elements). Codes: ASN1_*.
 */
export const readDer = (bytes: Uint8Array, limits: DerLimits = {}): Result<Asn1> =>
  attempt(() => readDerOrThrow(bytes, limits));

/** {@link readDer} for code that is inside an attempt() already. */
export const readDerOrThrow = (input: Uint8Array, limits: DerLimits = {}): Asn1 => {
  const { maxBytes, maxDepth, maxElements, unreadAt, allowTrailing } = { ...DEFAULTS, ...limits };
  if (input.length > maxBytes) throw new Refusal('ASN1_TOO_LARGE', `${input.length} bytes`);
  const bytes = plain(input);
  const root = readElement({ bytes, maxDepth, unreadAt, elementsLeft: maxElements }, 0, bytes.length, 1);
  if (!allowTrailing && root.raw.length !== bytes.length) throw new Refusal('ASN1_TRAILING_BYTES');
  return root;
};

/**
 * The members of an element that {@link DerLimits.unreadAt} left unread, one after the other: a list of hundreds of
 * thousands is walked without holding its elements. The members count as depth 1. Throws a Refusal (ASN1_*).
 */
export function* readMembers({ content }: Asn1, maxElements: number): Generator<Asn1> {
  const reading = { ...DEFAULTS, bytes: content, elementsLeft: maxElements };
  for (let at = 0; at < content.length; ) {
    const member = readElement(reading, at, content.length, 1);
    at += member.raw.length;
    yield member;
  }
}
