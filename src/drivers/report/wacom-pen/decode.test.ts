import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wacomPenDecoder } from './decode';
import { LAYOUTS, type WacomPenLayout } from './layouts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const decode = (layout: WacomPenLayout, ...reports: string[]) => {
  const decoder = wacomPenDecoder(layout);
  return reports.map((report) => decoder.decode(bytes(report)));
};

// bentiss/hid-devices, events/tablet: reports of real tablets
describe('public captures', () => {
  it('Wacom_Bamboo_Pen_056a_00D4.hid: far, near, pressed, at the edge, gone', () => {
    const reports = [
      '02 80 00 00 00 00 00 00 00',
      '02 f0 9f 03 63 0f 00 00 00',
      '02 f1 a8 04 f3 0e 96 03 12',
      '02 e1 80 39 05 0c aa 03 05',
      '02 e4 80 39 0b 0c 00 00 00',
      '02 00 00 00 00 00 00 00 00',
    ];
    expect(decode('bamboo', ...reports)).toMatchObject([
      { inRange: false, tipSwitch: false },
      { inRange: true, tipSwitch: false, x: 927, y: 3939, tipPressure: 0, eraser: false },
      { inRange: true, tipSwitch: true, x: 1192, y: 3827, tipPressure: 918, barrelSwitch: false },
      { inRange: true, tipSwitch: true, x: 14_720, tipPressure: 938 },
      { inRange: true, tipSwitch: false, x: 14_720 },
      { inRange: false },
    ]);
  });

  it('Wacom_Intuos_S_tablet_056a_030E.hid: the state of the wireless receiver is not of the pen', () => {
    const reports = ['c0 00 00 00 00 00 00 00 40 01', '02 d0 98 0c fc 0a 00 00 0f 00', '02 f0 60 3b 2b 0b 00 00 28 00'];
    expect(decode('intuos', ...reports)).toMatchObject([
      undefined,
      { inRange: true, tipSwitch: false, x: 3224, y: 2812 },
      { inRange: true, x: 15_200, y: 2859 },
    ]);
  });

  it('Intuos: pressure and switches count only with bit 5, as the kernel reads them', () => {
    expect(decode('intuos', '02 c3 98 0c fc 0a 40 01 0f 00', '02 e3 98 0c fc 0a 40 01 0f 00')).toMatchObject([
      { inRange: true, tipSwitch: false, tipPressure: 0, barrelSwitch: false, x: 3224 },
      { inRange: true, tipSwitch: true, tipPressure: 320, barrelSwitch: true, x: 3224 },
    ]);
  });

  it('Wacom_DTK2241_056a_0057.hid: tool, place in two halves, pressure in three, no tilt', () => {
    const reports = [
      '02 c2 80 2e e8 00 00 21 80 00',
      '02 e0 1f 60 2c 42 00 00 00 cc',
      '02 e0 06 2a 2d 0e 8c 40 00 90',
      '02 e0 bb 30 30 61 d0 00 00 8c',
      '02 80 00 00 00 00 00 00 00 00',
    ];
    const [tool, near, pressed, last, gone] = decode('intuos-v1', ...reports);
    expect(tool).toBeUndefined();
    expect(near).toMatchObject({
      inRange: true,
      tipSwitch: false,
      x: 16_064,
      y: 22_660,
      tipPressure: 0,
      eraser: false,
    });
    expect(near).not.toHaveProperty('xTilt');
    expect(pressed).toMatchObject({ tipSwitch: true, x: 3156, y: 23_068, tipPressure: 1122 });
    expect(last).toMatchObject({ x: 95_840, y: 24_770, tipPressure: 1664 });
    expect(gone).toMatchObject({ inRange: false, tipSwitch: false, tipPressure: 0 });
  });

  it('Wacom_DTU1031_056a_00FB.hid: pressure of 11 bits, and a clock and a number that go on while the pen is away', () => {
    const reports = [
      '11 b1 91 01 b9 1c 56 69 fa 36 6c',
      '11 90 be 18 ed 18 30 6d cc 37 8e',
      '11 00 00 55 ed 18 7e 6b 05 37 68',
      '11 80 00 0a 5f 19 48 6d a7 37 69',
    ];
    expect(decode('dtu-s', ...reports)).toMatchObject([
      { inRange: true, tipSwitch: true, x: 441, y: 7254, tipPressure: 401, timeCount: 0x69fa, sequence: 0x366c },
      { inRange: true, tipSwitch: true, x: 6381, y: 6192, tipPressure: 190, barrelSwitch: false, eraser: false },
      { inRange: false, x: 21_997, timeCount: 0x6b05, sequence: 0x3768 },
      { inRange: true, tipSwitch: false, timeCount: 0x6da7, sequence: 0x3769 },
    ]);
    // 3.371915 s between the last two in the capture
    expect(((0x6da7 - 0x6b05) * (LAYOUTS['dtu-s'].counters?.tickUs ?? 0)) / 1_000_000).toBeCloseTo(3.372, 2);
  });
});

describe('byte tables of layouts without a public capture', () => {
  it('Intuos V1: tilt about 64, eraser by its tool number', () => {
    const [, pen] = decode('intuos-v1', '02 c2 80 ae 00 00 00 00 00 00', '10 e1 00 01 00 02 10 aa 45 03');
    expect(pen).toMatchObject({
      x: 3,
      y: 5,
      tipPressure: 0x80 | 4 | 1,
      xTilt: 0x54 - 64,
      yTilt: 0x45 - 64,
      eraser: true,
    });
  });
  it('Intuos V2: 24 bit places, signed tilt; 0x1E one byte later', () => {
    const fields = '21 40 0d 03 70 17 01 ff 1f f4 0c 00 00';
    const expected = {
      inRange: true,
      tipSwitch: true,
      x: 200_000,
      y: 71_536,
      tipPressure: 8191,
      xTilt: -12,
      yTilt: 12,
    };
    expect(decode('intuos-v2', `10 ${fields}`, `1e 00 ${fields}`)).toMatchObject([expected, { x: 200_000 }]);
  });
  it('Intuos V3: narrow and wide', () => {
    const reports = [
      '1f 01 41 10 27 20 4e ff 1f fb 00 05 00 00 00',
      '1e 01 41 10 27 00 20 4e 01 ff 1f fb ff 05 00',
      '1f 02 41 10 27 20 4e ff 1f fb 00 05 00 00 00',
    ];
    expect(decode('intuos-v3', ...reports)).toMatchObject([
      { inRange: true, tipSwitch: true, x: 10_000, y: 20_000, tipPressure: 8191, xTilt: -5, yTilt: 5 },
      { inRange: true, x: 10_000, y: 85_536, tipPressure: 8191, xTilt: -5, yTilt: 5 },
      undefined,
    ]);
  });
  it('DTU: nine bits of pressure', () => {
    expect(
      decode('dtu', '02 21 10 27 20 4e ff 01 00', '02 28 10 27 20 4e 00 00 00', '02 00 00 00 00 00 00 00 00'),
    ).toMatchObject([
      { inRange: true, tipSwitch: true, x: 10_000, y: 20_000, tipPressure: 511 },
      { inRange: true, tipSwitch: false, eraser: true },
      { inRange: false },
    ]);
  });
});

const names = Object.keys(LAYOUTS) as WacomPenLayout[];

describe('every layout', () => {
  it.each(names)('%s reads the longer reports of the vendor driver alike', (name) => {
    const { length, ids } = LAYOUTS[name];
    fc.assert(
      fc.property(fc.uint8Array({ minLength: length - 1, maxLength: length - 1 }), fc.nat(255), (rest, lead) => {
        const report = Uint8Array.of(ids[0] as number, ...rest);
        const plain = wacomPenDecoder(name).decode(report);
        expect(wacomPenDecoder(name).decode(Uint8Array.of(lead, ...report))).toEqual(plain);
      }),
    );
  });
});
