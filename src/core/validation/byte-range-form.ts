import type { RandomAccess } from '../base';
import type { SignatureValue } from '../pdf';
import { failed } from './reasons';
import type { Reason } from './types';

const LESS = 0x3c;
const GREATER = 0x3e;
/** Far more than any CMS needs; bounds what a crafted gap makes us read. */
const MAX_GAP = 4 << 20;

const isHexDigit = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);

const wrong = (detail: string): Reason => failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE', detail);

/** Everything a reader may see must be signed: the gap is the hex string of /Contents and not a byte more. */
async function checkGap(source: RandomAccess, start: number, end: number): Promise<Reason | undefined> {
  if (end - start > MAX_GAP) return wrong('gap too large');
  const gap = await source.read(start, end - start);
  const hex = gap.subarray(1, -1);
  if (gap.length < 2 || gap[0] !== LESS || gap[gap.length - 1] !== GREATER) return wrong('gap is no hex string');
  if (!hex.every(isHexDigit)) return wrong('gap holds more than hex digits');
  return hex.length % 2 === 0 ? undefined : wrong('gap holds half a byte');
}

/**
 * ISO 32000-2 12.8.1 and EN 319 142-1 6.3 (ByteRange): starts at 0, two ranges that do not overlap, inside the file,
 * with exactly /Contents of this very signature dictionary between them. Answers what is wrong, or nothing.
 */
export async function checkByteRange(source: RandomAccess, value: SignatureValue): Promise<Reason | undefined> {
  if (!value.byteRange) return wrong('no four numbers');
  const [start, length, second, rest] = value.byteRange;
  if (start !== 0) return wrong('does not start at 0');
  if (second <= length || rest === 0) return wrong('ranges overlap or are empty');
  if (second + rest > source.size) return wrong('passes the end of the file');
  if (value.contentsStart !== length || value.contentsEnd !== second) return wrong('gap is not Contents');
  return checkGap(source, length, second);
}
