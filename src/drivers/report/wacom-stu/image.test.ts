import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setClearScreenArea, setImageBlock, setStartImage } from './encode';
import { dhKey, encryptionStatusOf, openReport } from './encryption';
import { changedAreas, depthsOf, encodeImage, imagesFor, type PadPixels } from './image';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const picture = (width: number, ...colours: number[]): PadPixels => ({
  width,
  height: colours.length / width,
  pixels: Uint8Array.from(colours.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255])),
});

describe('images of a pad', () => {
  const row = picture(3, 0xff8040, 0x000000, 0xffffff);
  const whole = { x: 0, y: 0, width: 3, height: 1 };
  it('one bit: white is 1, first pixel highest, the row filled with white', () => {
    expect(hex(encodeImage(row, whole, 1).data)).toBe('bf');
  });
  it('565: red first; 24 bits: blue first', () => {
    expect(hex(encodeImage(row, whole, 16).data)).toBe('fc080000ffff');
    expect(hex(encodeImage(row, whole, 24).data)).toBe('4080ff000000ffffff');
  });
  it('an area is cut out; one bit alone is packed', () => {
    const area = { x: 1, y: 0, width: 1, height: 1 };
    expect(encodeImage(row, area, 16)).toEqual({ encoding: 2, data: Uint8Array.of(0, 0) });
    const packed = encodeImage(row, area, 1, () => Uint8Array.of(9));
    expect(packed).toEqual({ encoding: 1, data: Uint8Array.of(9) });
    expect(encodeImage(row, area, 24, () => Uint8Array.of(9)).encoding).toBe(4);
  });
  it('the depths by the flags', () => {
    expect(depthsOf(0x0f)).toEqual([1, 16, 24]);
    expect(depthsOf(6)).toEqual([1, 16]);
  });
  it('every difference lies in one of the changed areas, and what lies far apart is not drawn in between', () => {
    const size = { width: 20, height: 60 };
    const spot = fc.tuple(fc.nat(19), fc.nat(59));
    const painted = (spots: readonly (readonly [number, number])[]): PadPixels => {
      const pixels = new Uint8Array(20 * 60 * 4).fill(255);
      for (const [x, y] of spots) pixels[(y * 20 + x) * 4 + 1] = 0;
      return { ...size, pixels };
    };
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 5 }), (spots) => {
        const areas = changedAreas(painted([]), painted(spots));
        const ys = new Set(spots.map(([, y]) => y));
        for (const { x, y, height } of areas) {
          expect(x % 8).toBe(0);
          expect([ys.has(y), ys.has(y + height - 1)]).toEqual([true, true]);
        }
        const holds = (x: number, y: number): boolean =>
          areas.some((area) => x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height);
        return spots.every(([x, y]) => holds(x, y)) && (spots.length > 0 || areas.length === 0);
      }),
    );
    expect(
      changedAreas(
        painted([]),
        painted([
          [9, 0],
          [2, 30],
          [17, 40],
        ]),
      ),
    ).toEqual([
      { x: 8, y: 0, width: 8, height: 1 },
      { x: 0, y: 30, width: 20, height: 11 },
    ]);
  });
  it('colour as deep as the bytes allow: the whole, else the coloured part, else none', () => {
    const size = { width: 32, height: 4 };
    const pixels = new Uint8Array(32 * 4 * 4).fill(255);
    pixels.set([10, 92, 99], (1 * 32 + 17) * 4);
    const all = { x: 0, y: 0, ...size };
    const sent = (bytes: number, depths: readonly (1 | 16 | 24)[] = [1, 16, 24], areas = true) =>
      imagesFor({ ...size, pixels }, all, { depths, areas, bytes }).map(({ area, image }) => [
        image.encoding,
        `${area.width}x${area.height}`,
        image.data.length,
      ]);
    expect(sent(400)).toEqual([[4, '32x4', 384]]);
    expect(sent(383)).toEqual([[2, '32x4', 256]]);
    const base = [0, '32x4', 16];
    expect(sent(255)).toEqual([base, [4, '8x1', 24]]);
    expect(sent(39)).toEqual([base, [2, '8x1', 16]]);
    expect(sent(31)).toEqual([base]);
    expect(sent(255, [1, 16, 24], false)).toEqual([base]);
    expect(sent(1000, [1])).toEqual([base]);
  });
  it('commands carry both corners, little-endian', () => {
    const area = { x: 8, y: 300, width: 16, height: 100 };
    expect(hex(setStartImage(1, area))).toBe('2401010800 2c01 1700 8f01'.replaceAll(' ', ''));
    expect(hex(setClearScreenArea(area))).toBe('2300010800 2c01 1700 8f01'.replaceAll(' ', ''));
    expect(hex(setStartImage(2))).toBe('2502');
    expect(hex(setImageBlock(Uint8Array.of(7, 8)))).toBe('2602000708');
  });
});

describe('encrypted pens', () => {
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
  const clear = (block: Uint8Array): Uint8Array => block;
  it('two pens in a report, with and without options', () => {
    const block = 'deadbeef 910000100020 920000110021';
    expect(openReport(bytes(`10 ${block}`), clear)).toEqual({
      sessionId: 0xdeadbeef,
      reports: [bytes('01 910000100020'), bytes('01 920000110021')],
    });
    expect(openReport(bytes(`31 ${block} 0007 0008`), clear)?.reports).toEqual([
      bytes('30 910000100020 0007'),
      bytes('30 920000110021 0008'),
    ]);
  });
  it('one pen with time, number and session', () => {
    expect(openReport(bytes('33 910000100020 0102 0304 0000 80000001'), clear)).toEqual({
      sessionId: 0x80000001,
      reports: [bytes('34 910000100020 0102 0304')],
    });
  });
  it('anything else is not one; a short status is none', () => {
    expect(openReport(bytes('34 910000100020 0102 0304'), clear)).toBeUndefined();
    expect(openReport(bytes('10 00'), clear)).toBeUndefined();
    expect(encryptionStatusOf(bytes('50 02 82'))).toBeUndefined();
  });
  it('Diffie-Hellman: 5^6 mod 23; a prime of zeros is none, a key of 1 gives no secret', () => {
    const sixteen = (value: number): Uint8Array => bytes(value.toString(16).padStart(32, '0'));
    const key = dhKey(sixteen(23), bytes('0005'), sixteen(6));
    expect(key?.publicKey).toEqual(sixteen(8));
    expect(key?.shared(sixteen(19))).toEqual(sixteen(2));
    for (const weak of [0, 1, 22, 23]) expect(key?.shared(sixteen(weak))).toBeUndefined();
    expect(dhKey(new Uint8Array(16), new Uint8Array(2), sixteen(6))).toBeUndefined();
  });
});
