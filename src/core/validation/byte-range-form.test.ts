import { describe, expect, it } from 'vitest';
import { bufferAccess } from '../../platform/node';
import { latin1 } from '../base';
import type { ByteRange, SignatureValue } from '../pdf';
import { checkByteRange } from './byte-range-form';

/** 20 bytes before, <30…> of 10 bytes, 20 bytes behind. */
const honest = `${'a'.repeat(20)}<30820100>${'b'.repeat(20)}`;

const judge = (
  file: string,
  byteRange: ByteRange | undefined,
  contents: readonly [number, number] = [20, 30],
): Promise<string | undefined> => {
  const value = { byteRange, contentsStart: contents[0], contentsEnd: contents[1] } as SignatureValue;
  return checkByteRange(bufferAccess(latin1(file)), value).then((reason) => reason?.detail);
};

describe('form of a ByteRange', () => {
  it('is right when the gap is exactly Contents', async () => {
    expect(await judge(honest, [0, 20, 30, 20])).toBeUndefined();
  });

  it.each<[string, ByteRange | undefined, string]>([
    ['is missing', undefined, 'no four numbers'],
    ['starts later, its gap still at Contents', [1, 20, 30, 20], 'does not start at 0'],
    ['overlaps itself', [0, 20, 19, 31], 'ranges overlap or are empty'],
    ['covers nothing behind', [0, 20, 30, 0], 'ranges overlap or are empty'],
    ['passes the end', [0, 20, 30, 21], 'passes the end of the file'],
    ['leaves more than Contents', [0, 20, 31, 19], 'gap is not Contents'],
    ['leaves more before Contents', [0, 19, 30, 20], 'gap is not Contents'],
  ])('is wrong when it %s', async (_, range, detail) => {
    expect(await judge(honest, range)).toBe(detail);
  });

  it.each([
    ['something beside hex', '<3082 100>', 'gap holds more than hex digits'],
    ['a comment', '<30%x\n100>', 'gap holds more than hex digits'],
    ['half a byte', '<3082010>', 'gap holds half a byte'],
    ['no opening bracket', '(30820100>', 'gap is no hex string'],
    ['no closing bracket', '<30820100)', 'gap is no hex string'],
  ])('is wrong when the gap holds %s', async (_, gap, detail) => {
    const end = 20 + gap.length;
    expect(await judge(honest.replace('<30820100>', gap), [0, 20, end, 20], [20, end])).toBe(detail);
  });

  it('is wrong when the gap is too large to be a signature', async () => {
    const size = 5 << 20;
    expect(await judge('a'.repeat(size), [0, 10, size - 10, 10], [10, size - 10])).toBe('gap too large');
  });
});
