import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferAccess, nodeDigest } from '../../platform/node';
import { digestByteRange, digestPrefix } from './byte-range';

const sha256 = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** Answers at most seven bytes at a time, as a slow device may. */
const hesitant = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: async (offset: number, length: number) => bytes.subarray(offset, offset + Math.min(7, length)),
});

describe('digestByteRange', () => {
  it('hashes the two ranges, whatever the size of reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 3, maxLength: 200 }), fc.nat(), fc.nat(), async (bytes, x, y) => {
        const length = x % (bytes.length - 1);
        const second = length + 1 + (y % (bytes.length - length - 1));
        const range = [0, length, second, bytes.length - second] as const;
        const expected = { ok: true, value: sha256(bytes.subarray(0, length), bytes.subarray(second)) };
        expect(await digestByteRange(bufferAccess(bytes), range, nodeDigest)).toEqual(expected);
        expect(await digestByteRange(hesitant(bytes), range, nodeDigest)).toEqual(expected);
      }),
    );
  });

  it.each([
    [[1, 4, 6, 4]],
    [[0, 6, 6, 4]],
    [[0, 6, 5, 4]],
    [[0, 4, 6, 5]],
    [[0, -1, 6, 4]],
    [[0, 1.5, 6, 4]],
    [[0, Number.NaN, 6, 4]],
  ])('refuses %j over ten bytes', async (range) => {
    const source = bufferAccess(new Uint8Array(10));
    expect(await digestByteRange(source, range as unknown as [0, 1, 2, 3], nodeDigest)).toMatchObject({
      ok: false,
      error: { code: 'PADES_BYTE_RANGE' },
    });
  });

  it('notices a source that ends before its size', async () => {
    const liar = { size: 10, read: async () => new Uint8Array(0) };
    expect(await digestByteRange(liar, [0, 4, 6, 4], nodeDigest)).toMatchObject({ ok: false });
    expect(await digestPrefix(liar, nodeDigest)).toMatchObject({ ok: false });
  });
});

it('digestPrefix hashes the file as it stands', async () => {
  const bytes = Uint8Array.of(1, 2, 3);
  expect(await digestPrefix(bufferAccess(bytes), nodeDigest)).toEqual({ ok: true, value: sha256(bytes) });
  expect(await digestPrefix(bufferAccess(bytes), nodeDigest, 2)).toEqual({
    ok: true,
    value: sha256(bytes.subarray(0, 2)),
  });
  expect(await digestPrefix(bufferAccess(bytes), nodeDigest, 4)).toMatchObject({ ok: false });
});
