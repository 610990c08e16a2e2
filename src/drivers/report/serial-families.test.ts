import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPenTrace } from '../../../test/support/virtual-pad/pen-trace';
import { isdv4Decoder, isdv4Framer, isdv4Query } from './isdv4';
import type { Framer, PenDecoder } from './pen-report';
import { topazDecoder, topazFramer } from './topaz';
import { coordinatesOf, LineReader, resolutionOf, wacomIvDecoder, wacomIvFramer } from './wacom-iv';

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

const FAMILIES: readonly [string, () => Framer, () => PenDecoder, string][] = [
  ['topaz format 0', () => topazFramer(0), () => topazDecoder(0, AREA), 'topaz/signature-gem-1x5'],
  ['topaz format 1', () => topazFramer(1), () => topazDecoder(1, AREA), 'topaz/signature-gem-lcd-1x5'],
  ['isdv4', isdv4Framer, isdv4Decoder, 'wacom/isdv4'],
  ['wacom iv', () => wacomIvFramer(UD), () => wacomIvDecoder(UD), 'wacom/digitizer-ii'],
  ['wacom iv with tilt', () => wacomIvFramer(TILT), () => wacomIvDecoder(TILT), 'wacom/digitizer-ii-tilt'],
];

describe.each(FAMILIES)('%s', (_, framer, decoder, folder) => {
  const trace = readPenTrace(`fixtures/pen-traces/${folder}/cross.ndjson`).reports.map((report) => report.bytes);
  const cut = (stream: Uint8Array, size: number): Uint8Array[] => {
    const found: Uint8Array[] = [];
    const reader = framer();
    for (let at = 0; at < stream.length; at += size)
      reader.push(stream.subarray(at, at + size), (packet) => found.push(packet));
    return found;
  };

  it('is the same at any chunking, and costs no byte', () => {
    const stream = Buffer.concat(trace);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
        expect(cut(stream, size)).toEqual(trace);
      }),
      { numRuns: 10 },
    );
  });

  it('after any bytes, cut off anywhere, the second whole packet is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(trace.length - 4), (noise, at) => {
        const three = trace.slice(at, at + 3);
        expect(cut(Buffer.concat([noise, ...three]), 7).slice(-2)).toEqual(three.slice(-2));
      }),
    );
  });

  it('random and changed bytes never throw, and every packet is bounded', () => {
    const pen = decoder();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(5), (noise, length) => {
        for (const packet of cut(noise, 11)) {
          expect(packet.length).toBeLessThanOrEqual(11);
          pen.decode(packet);
          pen.decode(packet.subarray(0, length));
        }
        expect(() => pen.decode(noise)).not.toThrow();
      }),
    );
  });
});
