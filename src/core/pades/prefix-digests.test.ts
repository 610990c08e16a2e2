import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferAccess, nodeDigest } from '../../platform/node';
import type { Digest, RandomAccess } from '../base';
import { digestByteRange, digestPrefix } from './byte-range';
import { PrefixDigests } from './prefix-digests';

/** A platform that cannot copy a hash's state. */
const plainDigest: Digest = {
  hash: nodeDigest.hash,
  hasher: (algorithm) => {
    const { update, digest } = nodeDigest.hasher(algorithm);
    return { update, digest };
  },
};

const counting = (bytes: Uint8Array): { source: RandomAccess; readBytes: () => number } => {
  let total = 0;
  const inner = bufferAccess(bytes);
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const chunk = await inner.read(offset, length);
    total += chunk.length;
    return chunk;
  };
  return { source: { size: bytes.length, read }, readBytes: () => total };
};

describe.each([
  ['states that can be copied', nodeDigest],
  ['states that cannot', plainDigest],
])('PrefixDigests, %s', (_, digest) => {
  it('answers what the plain functions answer, in any order of questions', async () => {
    const question = fc.tuple(fc.boolean(), fc.nat(400), fc.nat(400));
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(question, { maxLength: 12 }),
        async (bytes, list) => {
          const source = bufferAccess(bytes);
          const digests = new PrefixDigests(source, digest);
          for (const [prefix, x, y] of list) {
            if (prefix) expect(await digests.prefix(x)).toEqual(await digestPrefix(source, digest, x));
            else {
              const range = [0, x, y, Math.max(0, bytes.length - y)] as const;
              expect(await digests.byteRange(range)).toEqual(await digestByteRange(source, range, digest));
            }
          }
        },
      ),
    );
  });
});

it('reads a common beginning once', async () => {
  const { source, readBytes } = counting(new Uint8Array(1000));
  const digests = new PrefixDigests(source, nodeDigest);
  await digests.prefix(700);
  for (let i = 0; i < 10; i++) await digests.byteRange([0, 750, 760, 240]);
  await digests.prefix(700);
  expect(readBytes()).toBe(750 + 10 * 240);
});
