import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPgm } from '../../../test/support/virtual-pad/grey-image';
import { must } from '../base';
import { expand4To8 } from './expand';
import { decodeIso19794_4 } from './iso19794-4/decode';
import { encodeIso19794_4 } from './iso19794-4/encode';
import { fingerQuality } from './quality';

const print = (name: string) => ({ ...readPgm(`fixtures/fingers/${name}.pgm`), dpi: 500 });

describe('fingerQuality', () => {
  it('takes a good print', () => {
    expect(fingerQuality(print('good'))).toMatchObject({ verdict: 'good' });
  });
  it.each([
    ['dry', 'too-dry'],
    ['partial', 'partial'],
  ])('asks again for a %s print', (name, reason) => {
    expect(fingerQuality(print(name))).toMatchObject({ verdict: 'poor', reason });
  });
  it('says lifted for an empty glass, too wet for a black one, moved for a smear', () => {
    const { width, height, pixels } = print('good');
    const with_ = (change: (grey: number, index: number) => number) => ({ width, height, pixels: pixels.map(change) });
    expect(fingerQuality(with_(() => 240)).reason).toBe('lifted');
    expect(fingerQuality(with_((grey) => Math.min(grey, 90) / 3)).reason).toBe('too-wet');
    const noise = (index: number): number => Math.abs(Math.sin(index * 12.9898) * 43_758.5453 * 256) % 256;
    const inside = (index: number): boolean => Math.hypot((index % width) - 128, Math.floor(index / width) - 144) < 110;
    expect(fingerQuality(with_((_, index) => (inside(index) ? noise(index) : 245))).reason).toBe('moved');
  });
  it('never throws, whatever the size', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (width, height) => {
        const { score } = fingerQuality({ width, height, pixels: new Uint8Array(width * height) });
        return score >= 0 && score <= 100;
      }),
    );
  });
});

describe('expand4To8', () => {
  it('takes the high nibble first and spreads to full range', () => {
    expect(must(expand4To8(Uint8Array.of(0x0f, 0xa5), 2, 2)).pixels).toEqual(Uint8Array.of(0, 255, 170, 85));
  });
  it('refuses another number of bytes', () => {
    expect(expand4To8(new Uint8Array(36_863), 256, 288)).toMatchObject({ error: { code: 'FINGER_IMAGE_SIZE' } });
  });
});

describe('ISO/IEC 19794-4', () => {
  it('lays out both headers as the standard has them', () => {
    const bytes = must(encodeIso19794_4(print('good')));
    const hex = Buffer.from(bytes.subarray(0, 46)).toString('hex');
    expect(hex.slice(0, 28)).toBe(`4649520030313000${(46 + 73_728).toString(16).padStart(12, '0')}`);
    expect(hex.slice(28, 64)).toBe('0000' + '0014' + '01' + '01' + '01f401f401f401f4' + '08' + '00' + '0000');
    // block length, position unknown, view 1 of 1, quality undefined, live-scan plain, 256 x 288, reserved
    expect(hex.slice(64)).toBe(`${(14 + 73_728).toString(16).padStart(8, '0')}000101fe000100012000`);
  });
  it('decode after encode is identity', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, dpi, stream) => {
          const pixels = Uint8Array.from([...stream.take(width * height)]);
          expect(must(decodeIso19794_4(must(encodeIso19794_4({ width, height, pixels, dpi }))))).toEqual({
            width,
            height,
            pixels,
            dpi,
          });
        },
      ),
      { numRuns: 50 },
    );
  });
  it('cut off or random bytes give a code', () => {
    const whole = must(encodeIso19794_4({ width: 8, height: 8, pixels: new Uint8Array(64), dpi: 500 }));
    for (let length = 0; length < whole.length; length++)
      expect(decodeIso19794_4(whole.subarray(0, length)).ok).toBe(false);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !decodeIso19794_4(bytes).ok));
  });
});
