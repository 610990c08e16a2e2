import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks, scramble } from '../../../../test/support/virtual-pad/uru4000-emulator';
import { must } from '../../../core/base';
import { HEADER_LENGTH, WIDTH } from './constants';
import { decodeImage, keyNumbers, readHeader } from './image';
import { maskOf, stepKey, unscramble } from './scrambler';

const anyKey = fc.integer({ min: 0, max: 0xffffffff });

describe('the scrambler', () => {
  it.each([
    // by hand from the taps 0 2 3 6 10 12 19 22 25 28 31 and the shown bits 4 8 11 14 18 21 24 29
    [0x00000001, 0x80000000, 0x00],
    [0x00000003, 0x80000001, 0x00],
    [0x00000005, 0x00000002, 0x00],
    [0x80000000, 0xc0000000, 0x00],
    [0x00000010, 0x00000008, 0x01],
    [0x21244910, 0x10922488, 0xff],
    [0xffffffff, 0xffffffff, 0xff],
  ])('key %i steps to %i and shows %i', (key, next, mask) => {
    expect([stepKey(key), maskOf(key)]).toEqual([next, mask]);
  });

  it('gives the stream of a second implementation, bit by bit', () => {
    fc.assert(
      fc.property(anyKey, (start) => {
        const other = masks(start);
        let key = start;
        for (let i = 0; i < 100; i++, key = stepKey(key)) expect(maskOf(key)).toBe(other.next().value);
      }),
    );
  });

  it('clears what the other one hid, but for the last byte, which is not transmitted', () => {
    fc.assert(
      fc.property(anyKey, fc.uint8Array({ minLength: 1, maxLength: 200 }), (key, plain) => {
        const bytes = scramble(plain, masks(key));
        unscramble(bytes, key);
        expect(bytes).toEqual(Uint8Array.of(...plain.subarray(0, -1), 0));
      }),
    );
  });
});

function transfer(blocks: readonly (readonly [number, number])[], lines: number, keyNumber = 7): Uint8Array {
  const bytes = new Uint8Array(HEADER_LENGTH + lines * WIDTH);
  bytes.set([lines & 0xff, lines >> 8, keyNumber], 4);
  for (const [at, block] of blocks.entries()) bytes.set(block, 16 + 2 * at);
  return bytes;
}

describe('an image', () => {
  it('is turned and inverted; a missing line shows the next one, lines that never come are white', () => {
    const bytes = transfer(
      [
        [0x01, 1],
        [0x04, 2],
      ],
      2,
    );
    bytes.set([10, 20], HEADER_LENGTH);
    bytes[HEADER_LENGTH + WIDTH] = 30;
    const header = must(readHeader(bytes));
    expect(keyNumbers(header)).toEqual([]);
    const picture = decodeImage(bytes, header, []);
    expect([...picture.subarray(-2)]).toEqual([235, 245]);
    expect([...picture.subarray(-WIDTH - 2, -WIDTH)]).toEqual([235, 245]);
    expect(picture.at(-2 * WIDTH - 1)).toBe(225);
    expect(picture.subarray(0, WIDTH * 287).every((grey) => grey === 255)).toBe(true);
  });

  it('asks for a key more at each change of it', () => {
    const header = must(
      readHeader(
        transfer(
          [
            [0x02, 1],
            [0x82, 1],
            [0x80, 1],
          ],
          3,
          255,
        ),
      ),
    );
    expect(keyNumbers(header)).toEqual([255, 0, 1]);
  });

  it.each([
    ['too short', new Uint8Array(63)],
    ['no line', transfer([], 0)],
    ['lines that do not come', transfer([[2, 3]], 3).subarray(0, -1)],
    ['blocks of other lines', transfer([[2, 2]], 3)],
    [
      'more lines than the sensor has',
      transfer(
        [
          [2, 200],
          [1, 91],
        ],
        200,
      ),
    ],
  ])('%s is DEVICE_GARBLED', (_, bytes) => {
    expect(readHeader(bytes)).toMatchObject({ error: { code: 'DEVICE_GARBLED' } });
  });
});
