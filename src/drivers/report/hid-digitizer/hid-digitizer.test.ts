import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../../core/base';
import { hidDigitizerDecoder } from './decode';
import { inputFields } from './items';
import { penLayout } from './pen-layout';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

/** bentiss/hid-devices events/pen_touch/win8/n-trig_1b96_1000.hid: the pen collection of its descriptor, and a touch one begun. */
const N_TRIG = bytes(
  '05 0d 09 02 a1 01 85 01 09 20 35 00 a1 00 09 32 09 42 09 44 09 3c 09 45 15 00 25 01 75 01 95 05 81 02 95 03 81 03 ' +
    '05 01 09 30 75 10 95 01 a4 55 0e 65 11 46 03 0a 26 80 25 81 02 09 31 46 a1 05 26 20 1c 81 02 b4 ' +
    '05 0d 09 30 26 00 01 81 02 06 00 ff 09 01 81 02 c0 85 0c 06 00 ff 09 0c 75 08 95 06 26 ff 00 b1 02 c0 ' +
    '05 0d 09 04 a1 01 85 03 09 22 a1 02 09 42 15 00 25 01 75 01 95 08 81 02 c0 c0',
);

describe('N-trig DuoSense', () => {
  const layout = must(penLayout(N_TRIG));

  it('says its range and its size: 25.63 cm by 14.41 cm', () => {
    expect(layout).toMatchObject({ reportId: 1, usesReportIds: true, xMax: 9600, yMax: 7200, pressureMax: 256 });
    expect((layout.xMax / (layout.unitsPerInch ?? 0)) * 2.54).toBeCloseTo(25.63, 6);
    expect(layout.counters).toBeUndefined();
    expect(layout.fields).toMatchObject({
      inRange: { bitOffset: 0 },
      tipSwitch: { bitOffset: 1 },
      x: { bitOffset: 8 },
      y: { bitOffset: 24 },
      tipPressure: { bitOffset: 40 },
    });
  });

  it('reads its reports', () => {
    const decoder = hidDigitizerDecoder(layout);
    const read = (hex: string) => decoder.decode(bytes(hex));
    expect(read('01 01 50 00 f5 1b 00 00 00 00')).toMatchObject({ inRange: true, tipSwitch: false, x: 80, y: 7157 });
    expect(read('01 03 97 04 6e 18 21 00 00 00')).toMatchObject({ tipSwitch: true, x: 1175, y: 6254, tipPressure: 33 });
    expect(read('03 03 97 04 6e 18 21 00 00 00')).toBeUndefined();
    expect(read('01 03 97')).toBeUndefined();
  });
});

/** No report ids, places from -1000, tilt in hundredths of a degree, eraser, scan time of 16 bits; usages of four bytes and a range. */
const OTHER = bytes(
  '05 0d 09 01 a1 01 09 20 a1 00 15 00 25 01 75 01 95 02 0b 32 00 0d 00 09 42 81 02 95 06 81 03 ' +
    '16 18 fc 26 e8 03 36 18 fc 46 e8 03 65 13 55 0d 75 10 95 02 05 01 19 30 29 31 81 02 ' +
    '05 0d 16 d8 dc 26 28 23 36 d8 dc 46 28 23 65 14 55 0e 09 3d 09 3e 81 02 ' +
    '95 01 09 56 15 00 27 ff ff 00 00 45 00 65 00 81 02 c0 c0',
);

describe('a tablet without report ids', () => {
  const layout = must(penLayout(OTHER));
  it('counts places from its smallest value, tilt in degrees, time in 100 us', () => {
    expect(layout).toMatchObject({ usesReportIds: false, xMax: 2000, yMax: 2000, pressureMax: 0, unitsPerInch: 1000 });
    expect(layout.counters).toEqual({ timeModulus: 65_536, tickUs: 100 });
    expect(hidDigitizerDecoder(layout).decode(bytes('03 18 fc e8 03 94 11 6c ee 34 12'))).toMatchObject({
      inRange: true,
      tipSwitch: true,
      x: 0,
      y: 2000,
      xTilt: 45,
      yTilt: -45,
      timeCount: 0x1234,
    });
  });
});

describe('hostile descriptors', () => {
  it.each([
    ['ends inside an item', '05 0d 09'],
    ['pops what was not pushed', 'b4'],
    ['closes what was not opened', 'c0'],
    ['opens without end', 'a1 01 '.repeat(40)],
    ['pushes without end', 'a4 '.repeat(40)],
    ['counts more bits than a report has', '75 ff 97 ff ff ff 7f 81 02'],
    ['has more fields than a report can', '75 01 96 ff 7f 81 02'],
    ['has usages without end', '1a 00 00 2a ff ff 09 01 81 02'],
    ['has report id 0', '85 00'],
    ['is too long', '05 0d '.repeat(3000)],
  ])('one that %s is refused', (_what, hex) => {
    expect(inputFields(bytes(hex))).toMatchObject({ ok: false, error: { code: 'DEVICE_GARBLED' } });
  });

  it('reports of thousands of bytes of the maker stand before the pen of N-trig screens', () => {
    const makers = bytes('0600ff0901a1017508150026ff0096fe0f09358535810296fe01093685368102c0');
    expect(penLayout(Uint8Array.of(...makers, ...N_TRIG))).toEqual(penLayout(N_TRIG));
  });

  it('one without a pen is another device', () => {
    expect(penLayout(new Uint8Array(0))).toMatchObject({ ok: false, error: { code: 'DEVICE_WRONG' } });
    expect(penLayout(N_TRIG.subarray(N_TRIG.length - 30))).toMatchObject({ ok: false });
  });

  it('never throw, whatever bytes change, nor do reports', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(N_TRIG.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.uint8Array({ maxLength: 24 }),
        (changes, report) => {
          const descriptor = N_TRIG.slice();
          for (const [at, value] of changes) descriptor[at] = value;
          const layout = penLayout(descriptor);
          if (layout.ok) hidDigitizerDecoder(layout.value).decode(Uint8Array.of(1, ...report));
        },
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => void penLayout(any)));
  });
});
