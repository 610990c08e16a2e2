import { concat, type HashAlgorithm, type RandomAccess } from '../base';
import type { SignerInfo } from '../cms';
import { digestByteRange, type PrefixDigests } from '../pades';
import type { ByteRange } from '../pdf';
import type { ValidationOptions } from './types';

/** Signatures over the file itself, not over a digest of it, need all of it at once. */
export const MAX_WHOLE = 64 << 20;

/** The bytes of both ranges; undefined when there are more than {@link MAX_WHOLE}. */
export async function rangeBytes(source: RandomAccess, range: ByteRange): Promise<Uint8Array | undefined> {
  const [, length, second, rest] = range;
  if (length + rest > MAX_WHOLE) return undefined;
  return concat([await source.read(0, length), await source.read(second, rest)]);
}

export interface SignedContent {
  /** D1: SHA-256 over the ByteRange. */
  readonly d1: Uint8Array;
  /** By the algorithm that the signer's message digest was made with. */
  readonly digest: Uint8Array;
}

/** The digests of the signed bytes, which are one and the same as a rule; undefined where they cannot be read. */
export async function digestsOf(
  source: RandomAccess,
  range: ByteRange,
  algorithm: HashAlgorithm | undefined,
  prefixes: PrefixDigests,
  { digest }: ValidationOptions,
): Promise<SignedContent | undefined> {
  const d1 = await prefixes.byteRange(range);
  const other =
    algorithm === undefined || algorithm === 'SHA-256' ? d1 : await digestByteRange(source, range, digest, algorithm);
  return d1.ok && other.ok ? { d1: d1.value, digest: other.value } : undefined;
}

/** True for a signature without signed attributes, whose value is over the content itself. */
export const isOverContent = ({ signedAttributes }: SignerInfo): boolean => signedAttributes === undefined;
