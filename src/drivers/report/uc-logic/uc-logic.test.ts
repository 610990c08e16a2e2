import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type UcLogicLayout, ucLogicDecoder } from './decode';
import { ucLogicParameters } from './parameters';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const decode = (layout: UcLogicLayout, ...reports: string[]) =>
  reports.map((report) => ucLogicDecoder([layout]).decode(bytes(report)));

// DIGImend/tablets: probe.txt and dumps of real tablets
describe('public captures', () => {
  it.each([
    ['Ugee_EX07', 100, '0C 03 C0 9E 38 63 03 00 FF 07 D8 13', [40_640, 25_400, 2047, 5080]],
    ['Ugee_M708_v2', 100, '0C 03 6A C6 0A 77 08 00 FF 1F D8 13', [50_794, 30_474, 8191, 5080]],
    ['XP-Pen_Deco_01', 100, '0C 03 38 63 03 3E 03 00 FF 1F EC 09', [25_400, 15_875, 8191, 2540]],
    ['Huion_HS610', 200, '13 03 70 C6 00 06 7C 00 FF 1F D8 13 03 0D 10 01 04 3C 3E', [50_800, 31_750, 8191, 5080]],
  ] as const)('%s tells its range in string %i', (_tablet, index, hex, range) => {
    expect(Object.values(ucLogicParameters(bytes(hex), index) ?? {})).toEqual(range);
  });

  it('Huion_HS610/dumps/enabled: hover, strange report, tip, gone', () => {
    const reports = [
      '08 80 88 47 EB 56 00 00 00 00 00 DC',
      '78 CC 00 08 78 CC 00 08 78 CC 00 08',
      '08 81 0D 52 7A 3A A5 07 00 00 F6 FF',
      '08 00 00 00 4F 53 00 00 00 00 02 3A',
    ];
    expect(decode('v2', ...reports)).toMatchObject([
      { inRange: true, tipSwitch: false, x: 18_312, y: 22_251, xTilt: 0, yTilt: 36 },
      undefined,
      { inRange: true, tipSwitch: true, x: 21_005, y: 14_970, tipPressure: 1957, xTilt: -10, yTilt: 1 },
      { inRange: false, tipSwitch: false, y: 21_327 },
    ]);
  });

  it('Ugee_M708_v2 and XP-Pen_Deco_01: report 7 with the bits of Ugee', () => {
    expect(
      decode('ugee', '07 A1 DC 4C 03 41 FF 1F 00 00', '07 A0 4F 2A FF 1D 00 00', '07 A1 6F 29 BE 1E 87 01'),
    ).toMatchObject([
      { inRange: true, tipSwitch: true, x: 19_676, y: 16_643, tipPressure: 8191 },
      { inRange: true, tipSwitch: false, x: 10_831, y: 7679 },
      { inRange: true, tipSwitch: true, x: 10_607, y: 7870, tipPressure: 391 },
    ]);
  });
});

describe('byte tables', () => {
  it('v1: the bit of the range is inverted, keys are not of the pen', () => {
    const [hover, tip, gone, keys] = decode(
      'v1',
      '07 80 10 27 20 4e 00 00',
      '09 83 10 27 20 4e ff 07',
      '07 c0 10 27 20 4e 00 00',
      '07 e0 01 00 00 00 00 00',
    );
    expect(hover).toMatchObject({ inRange: true, tipSwitch: false, x: 10_000, y: 20_000 });
    expect(tip).toMatchObject({ tipSwitch: true, tipPressure: 2047, barrelSwitch: true });
    expect(gone).toMatchObject({ inRange: false });
    expect(keys).toBeUndefined();
  });
  it('v2 and Giano: bits above 16, Giano with its tilt the other way', () => {
    const report = '08 81 70 11 4f 97 ff 3f 01 00 0a f6';
    expect(decode('v2', report)).toMatchObject([{ x: 70_000, y: 38_735, tipPressure: 16_383, xTilt: 10, yTilt: 10 }]);
    expect(decode('giano', report)).toMatchObject([{ x: 70_000, y: 38_735, xTilt: -10, yTilt: 10 }]);
    expect(decode('v2', '08 f1 00 00 00 01 00 00 00 00 00 00', '08 e0 01 00 00 00 00 00 00 00 00 00')).toEqual([
      undefined,
      undefined,
    ]);
  });
  it('Ugee: out of range, eraser, keys; Gen2 with its fourteenth bit', () => {
    expect(
      decode('ugee', '02 c0 00 00 00 00 00 00', '02 a9 01 00 02 00 03 00', '02 f0 01 00 00 00 00 00'),
    ).toMatchObject([{ inRange: false }, { eraser: true, tipSwitch: true }, undefined]);
    expect(decode('ugee-gen2', '02 a1 10 27 20 4e ff 5f 3c c4 01 00 00 01')).toMatchObject([
      { x: 75_536, y: 20_000, tipPressure: 16_383, xTilt: 60, yTilt: -60 },
    ]);
  });
  it('of two layouts the id tells', () => {
    const decoder = ucLogicDecoder(['v2', 'v1']);
    expect(decoder.decode(bytes('07 81 01 00 02 00 03 00'))).toMatchObject({ x: 1, y: 2, tipPressure: 3 });
    expect(decoder.decode(bytes('08 81 01 00 02 00 03 00 01 00 00 00'))).toMatchObject({ x: 65_537 });
  });
});

describe('hostile bytes', () => {
  it('never throw, and no parameters come from what is too short, empty or of another type', () => {
    const layouts: UcLogicLayout[] = ['v1', 'v2', 'giano', 'ugee', 'ugee-gen2'];
    fc.assert(
      fc.property(
        fc.constantFrom(...layouts),
        fc.constantFrom(2, 7, 8, 9),
        fc.uint8Array({ maxLength: 20 }),
        (layout, id, rest) => {
          ucLogicDecoder([layout]).decode(Uint8Array.of(id, ...rest));
          expect(ucLogicParameters(rest.subarray(0, 11), 100)).toBeUndefined();
          expect(ucLogicParameters(rest.subarray(0, 17), 200)).toBeUndefined();
        },
      ),
    );
    expect(ucLogicParameters(bytes('0C 04 C0 9E 38 63 03 00 FF 07 D8 13'), 100)).toBeUndefined();
    expect(ucLogicParameters(bytes('0C 03 C0 9E 38 63 03 00 00 00 D8 13'), 100)).toBeUndefined();
  });
});
