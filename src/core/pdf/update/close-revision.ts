import type { ByteRange, ObjectRef, PreparedSignature } from '../types';
import type { BuiltRevision } from './revision-builder';
import { byteRangeText, type SignatureBody } from './signature-dictionary';

/** Fills the fixed-width /ByteRange of a signature dictionary now that all offsets are known. */
export const closeRevision = (
  built: BuiltRevision,
  value: ObjectRef,
  signature: SignatureBody,
  base: number,
): PreparedSignature => {
  const { tail } = built;
  const body = built.bodyOffsets.get(value.num) as number;
  const size = base + tail.length;
  const contentsStart = body + signature.contentsAt;
  const contentsBytes = (signature.body.length - signature.contentsAt - 4) / 2;
  const contentsEnd = contentsStart + 2 * contentsBytes + 2;
  const byteRange: ByteRange = [0, contentsStart, contentsEnd, size - contentsEnd];
  tail.set(byteRangeText(byteRange.slice(1)), body + signature.byteRangeAt - base);
  return { tail, base, size, byteRange, contentsStart, contentsEnd, contentsBytes };
};
