import { describe, expect, it } from 'vitest';
import { isdv4Decoder, isdv4Query } from './isdv4';
import { topazDecoder } from './topaz';
import { coordinatesOf, LineReader, resolutionOf, wacomIvDecoder } from './wacom-iv';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const AREA = { xMin: 400, yMin: 350, xMax: 2400, yMax: 950 };
const UD = { tilt: false, extraPressureBits: 1, eraserButton: 4 } as const;
const TILT = { ...UD, tilt: true } as const;

describe('Topaz packets', () => {
  it('format 0: place from the corner of the area, near and down, pressure of the packet before', () => {
    const pad = topazDecoder(0, AREA);
    // x 1000 = 7 * 128 + 104, y 600 = 4 * 128 + 88
    const position = bytes('c1 68 07 58 04');
    expect(pad.decode(position)).toMatchObject({ x: 600, y: 250, tipSwitch: true, inRange: true, tipPressure: 0 });
    expect(pad.decode(bytes('dd 00 00 2c 03'))).toBeUndefined();
    expect(pad.decode(position)).toMatchObject({ tipPressure: 3 * 128 + 44 });
    expect(pad.decode(bytes('c0 68 07 58 04'))).toMatchObject({ tipSwitch: false, inRange: true, tipPressure: 0 });
    expect(pad.decode(bytes('80 68 07 58 04'))).toMatchObject({ inRange: false });
  });

  it('noise, answers and device information are no positions; beyond the area is its edge', () => {
    const pad = topazDecoder(0, AREA);
    expect(pad.decode(bytes('c1 7f 1f 7f 1f'))).toBeUndefined();
    for (const type of [2, 3, 5, 6])
      expect(pad.decode(Uint8Array.of(0xc0 | (type << 2), 0x68, 7, 0x58, 4))).toBeUndefined();
    expect(pad.decode(bytes('c1 00 00 7f 0f'))).toMatchObject({ x: 0, y: 600 });
  });

  it('format 1: six bits a byte, near is bit 2', () => {
    const pad = topazDecoder(1, AREA);
    // x 1000 = 15 * 64 + 40, y 600 = 9 * 64 + 24
    expect(pad.decode(bytes('45 28 0f 18 09'))).toMatchObject({ x: 600, y: 250, tipSwitch: true, inRange: true });
    expect(pad.decode(bytes('40 28 0f 18 09'))).toMatchObject({ inRange: false });
  });
});

describe('ISDV4 packets', () => {
  it('the answer to the query', () => {
    expect(isdv4Query(bytes('c0 30 00 24 00 7f 00 00 00 00 71'))).toEqual({
      xMax: 24_576,
      yMax: 18_432,
      pressureMax: 127,
      version: 113,
    });
    expect(isdv4Query(bytes('c1 30 00 24 00 7f 00 00 00 00 71'))).toBeUndefined();
  });
  it('a pen: low bits of both places in byte 6, beside the upper pressure bits', () => {
    expect(isdv4Decoder().decode(bytes('a1 05 06 07 08 09 6d 00 00'))).toMatchObject({
      x: (5 << 9) | (6 << 2) | 3,
      y: (7 << 9) | (8 << 2) | 1,
      tipPressure: (5 << 7) | 9,
      tipSwitch: true,
      inRange: true,
      eraser: false,
    });
    expect(isdv4Decoder().decode(bytes('86 05 06 07 08 09 6d 00 00'))).toMatchObject({
      inRange: false,
      tipSwitch: false,
      barrelSwitch: true,
      eraser: true,
    });
  });
});

describe('Wacom protocol IV', () => {
  it('a stylus: 16 bits of place, pressure with its sign turned', () => {
    // x 10000 = 0 | 78 * 128 + 16, y 20000 = 1 << 14 | 28 * 128 + 32
    expect(wacomIvDecoder(UD).decode(bytes('e8 4e 10 0d 1c 20 05'))).toMatchObject({
      x: 10_000,
      y: 20_000,
      tipSwitch: true,
      tipPressure: 0x8b,
      eraser: false,
    });
    expect(wacomIvDecoder(UD).decode(bytes('e0 4e 10 00 1c 20 40'))).toMatchObject({ tipPressure: 0 });
    expect(wacomIvDecoder(UD).decode(bytes('c0 4e 10 00 1c 20 40'))).toBeUndefined();
  });
  it('tilt in two more bytes', () => {
    expect(wacomIvDecoder(TILT).decode(bytes('e8 4e 10 0d 1c 20 05 3c 44'))).toMatchObject({ xTilt: 60, yTilt: -60 });
  });
  it('answers in text, whatever came before them', () => {
    const line = new LineReader('C');
    expect(line.push(bytes('e84e100d1c2005'))).toBeUndefined();
    expect(line.push(Buffer.from('x\r~#UD\r~C101'))).toBeUndefined();
    expect(coordinatesOf(line.push(Buffer.from('60,07620\r')) as string)).toEqual({ xMax: 10_160, yMax: 7620 });
    expect(resolutionOf('E202C900,002,02,1270,1270')).toBe(1270);
    for (const broken of ['', '1', '1,x', '0,0', '99999,1', '1,']) expect(coordinatesOf(broken)).toBeUndefined();
  });
});
