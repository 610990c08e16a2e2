import { type Digest, err, type HashAlgorithm, type Hasher, ok, type RandomAccess, type Result } from '../base';
import type { ByteRange } from '../pdf';

/** Large enough that a read costs little beside its hash, small enough for 200 MB files in constant memory. */
const CHUNK = 1 << 20;

/** Hashes the bytes from `from` up to `to`; false when the source has fewer. */
export async function feed(source: RandomAccess, from: number, to: number, hasher: Hasher): Promise<boolean> {
  for (let at = from; at < to; ) {
    const chunk = await source.read(at, Math.min(CHUNK, to - at));
    if (chunk.length === 0) return false;
    hasher.update(chunk);
    at += chunk.length;
  }
  return true;
}

/** Two ascending ranges inside `size` bytes, the first at 0, with a gap between them. */
export function isByteRange(byteRange: ByteRange, size: number): boolean {
  const [start, length, second, rest] = byteRange;
  const whole = byteRange.every((value) => Number.isSafeInteger(value) && value >= 0);
  return whole && start === 0 && second > length && second + rest <= size;
}

/**
 * Digest over the two ranges of a ByteRange [0, start of the gap, end of the gap, length of the rest], streamed
 * (SHA-256, 32 bytes, unless told otherwise). PADES_BYTE_RANGE when the ranges do not ascend, do not start at 0 or pass the end of the source.
 */
export async function digestByteRange(
  source: RandomAccess,
  byteRange: ByteRange,
  digest: Digest,
  algorithm: HashAlgorithm = 'SHA-256',
): Promise<Result<Uint8Array>> {
  if (!isByteRange(byteRange, source.size)) return err('PADES_BYTE_RANGE');
  const [, length, second, rest] = byteRange;
  const hasher = digest.hasher(algorithm);
  const complete = (await feed(source, 0, length, hasher)) && (await feed(source, second, second + rest, hasher));
  return complete ? ok(hasher.digest()) : err('PADES_BYTE_RANGE', 'source ends early');
}

/** D0: SHA-256 of the first `size` bytes of a source (the whole of it by default), streamed; 32 bytes. */
export async function digestPrefix(
  source: RandomAccess,
  digest: Digest,
  size: number = source.size,
): Promise<Result<Uint8Array>> {
  const hasher = digest.hasher('SHA-256');
  if (size > source.size || !(await feed(source, 0, size, hasher))) return err('PADES_BYTE_RANGE', 'source ends early');
  return ok(hasher.digest());
}
