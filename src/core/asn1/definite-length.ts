import { attempt, concat, Refusal, type Result } from '../base';
import * as der from './der';
import { TAG } from './tags';

/** The same element in definite lengths, and how many bytes of the input it took. */
export interface DefiniteElement {
  readonly bytes: Uint8Array;
  readonly consumed: number;
}

interface Piece {
  /** As to be written. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  readonly next: number;
  readonly rewritten: boolean;
}

interface Reading {
  readonly input: Uint8Array;
  readonly maxDepth: number;
  elementsLeft: number;
}

const CONSTRUCTED = 0x20;

const bad = (at: number): Refusal => new Refusal('ASN1_TRUNCATED', `at ${at}`);

/** Length octets (X.690 8.1.3): the content's start and, unless indefinite, its end. */
const lengthAt = (input: Uint8Array, at: number, limit: number): { start: number; stop?: number } => {
  const first = input[at + 1];
  if (first === undefined || at + 2 > limit) throw bad(at);
  if (first === 0x80) return { start: at + 2 };
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 6) throw new Refusal('ASN1_LENGTH_TOO_LARGE', `at ${at}`);
  let length = count === 0 ? first : 0;
  for (let i = 0; i < count; i++) length = length * 256 + (input[at + 2 + i] ?? 0);
  const start = at + 2 + count;
  if (start + length > limit) throw bad(at);
  return { start, stop: start + length };
};

const members = (reading: Reading, start: number, stop: number | undefined, limit: number, depth: number) => {
  const parts: Piece[] = [];
  let next = start;
  for (;;) {
    if (stop !== undefined && next >= stop) return { parts, next: stop };
    // End-of-contents octets (8.1.5).
    if (stop === undefined && reading.input[next] === 0 && reading.input[next + 1] === 0 && next + 2 <= limit)
      return { parts, next: next + 2 };
    const part = readPiece(reading, next, stop ?? limit, depth + 1);
    parts.push(part);
    next = part.next;
  }
};

const readPiece = (reading: Reading, at: number, limit: number, depth: number): Piece => {
  if (depth > reading.maxDepth) throw new Refusal('ASN1_TOO_DEEP', `at ${at}`);
  if (reading.elementsLeft-- <= 0) throw new Refusal('ASN1_TOO_MANY_ELEMENTS', `at ${at}`);
  const { input } = reading;
  const identifier = input[at] ?? 0;
  const { start, stop } = lengthAt(input, at, limit);
  if ((identifier & CONSTRUCTED) === 0) {
    if (stop === undefined) throw new Refusal('ASN1_INDEFINITE_LENGTH', `at ${at}`);
    return { bytes: input.slice(at, stop), content: input.slice(start, stop), next: stop, rewritten: false };
  }
  const { parts, next } = members(reading, start, stop, limit, depth);
  // A string in pieces (8.7.3) becomes one string.
  const isString = identifier === (CONSTRUCTED | TAG.octetString);
  if (stop !== undefined && !isString && parts.every((part) => !part.rewritten))
    return { bytes: input.slice(at, stop), content: input.slice(start, stop), next, rewritten: false };
  const content = concat(parts.map((part) => (isString ? part.content : part.bytes)));
  const bytes = isString ? der.octetString(content) : der.ofContent(identifier, content);
  return { bytes, content, next, rewritten: true };
};

/**
 * Writes a BER element with definite lengths and unbroken octet strings, so that {@link readDer} can read it. Elements
 * without either stay byte for byte as they are, above all what signatures were made over. Many producers of CMS write
 * such BER where DER is asked for. Bounds: 32 levels, 50,000 elements. Codes: ASN1_*.
 */
export const toDefiniteLength = (input: Uint8Array): Result<DefiniteElement> =>
  attempt(() => {
    const piece = readPiece({ input, maxDepth: 32, elementsLeft: 50_000 }, 0, input.length, 1);
    return { bytes: piece.bytes, consumed: piece.next };
  });
