import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleUnwrapper } from '../sample-unwrapper';
import { decodeReport } from './decode';
import { getReport, setClearScreen, setInkingMode, setPenDataOptionMode, setReset } from './encode';
import { stuCounters } from './pen-decoder';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('reports of a Wacom STU', () => {
  it('pen data with time count and sequence, all big-endian', () => {
    expect(decodeReport(bytes('34 93ff 1234 0abc fffe 0102'))).toEqual({
      kind: 'pen',
      inRange: true,
      tipSwitch: true,
      tipPressure: 0x3ff,
      x: 0x1234,
      y: 0x0abc,
      timeCount: 0xfffe,
      sequence: 0x0102,
    });
    expect(decodeReport(bytes('01 8000 0001 0002'))).toEqual({
      kind: 'pen',
      inRange: true,
      tipSwitch: false,
      tipPressure: 0,
      x: 1,
      y: 2,
    });
  });

  it('touching and pressure are bits of their own (bits 6..4, and 3..0 with the next byte)', () => {
    expect(decodeReport(bytes('01 9000 0001 0002'))).toMatchObject({ tipSwitch: true, tipPressure: 0 });
    expect(decodeReport(bytes('01 c000 0001 0002'))).toMatchObject({ tipSwitch: true, tipPressure: 0 });
    expect(decodeReport(bytes('01 83ff 0001 0002'))).toMatchObject({
      tipSwitch: false,
      inRange: true,
      tipPressure: 0x3ff,
    });
    expect(decodeReport(bytes('01 0000 0001 0002'))).toMatchObject({ tipSwitch: false, inRange: false });
  });

  it('information, capability, serial, status, result', () => {
    expect(decodeReport(bytes('08 353430000000000000 01 24 00 00000000'))).toEqual({
      kind: 'information',
      model: '540',
      firmware: '1.24',
    });
    expect(decodeReport(bytes('09 2a30 1950 03ff 0320 01e0 c8 09ec 0d 0000'))).toEqual({
      kind: 'capability',
      maxX: 10_800,
      maxY: 6480,
      maxPressure: 1023,
      screenWidth: 800,
      screenHeight: 480,
      maxReportRate: 200,
      resolution: 2540,
      encodingFlags: 0x0d,
    });
    expect(decodeReport(bytes('0f 384b415153313030303034320a'))).toEqual({ kind: 'serial', serial: '8KAQS1000042' });
    expect(decodeReport(bytes('03 02 04 3412'))).toEqual({
      kind: 'status',
      statusCode: 2,
      lastResult: 4,
      statusWord: 0x1234,
    });
    expect(decodeReport(bytes('81 04'))).toEqual({ kind: 'setResult', result: 4 });
  });

  it('commands', () => {
    expect(
      [getReport(9), setPenDataOptionMode(), setReset(), setClearScreen(), setInkingMode(true)].map((b) =>
        Buffer.from(b).toString('hex'),
      ),
    ).toEqual(['8009', '3203', '0400', '2000', '2101']);
  });

  it('short or unknown reports are nothing', () => {
    expect(decodeReport(bytes('34 9000 0001 0002 0003 00'))).toBeUndefined();
    expect(decodeReport(new Uint8Array(0))).toBeUndefined();
  });
});

describe('SampleUnwrapper', () => {
  const pen = (timeCount: number, sequence: number) =>
    ({ kind: 'pen', inRange: true, tipSwitch: true, tipPressure: 1, x: 1, y: 1, timeCount, sequence }) as const;

  it('goes on over the end of both 16 bit counters', () => {
    const unwrapper = new SampleUnwrapper(stuCounters(3));
    const samples = [pen(65_530, 65_535), pen(65_535, 0), pen(4, 1)].map((report, index) =>
      unwrapper.sample(report, index * 5000),
    );
    expect(samples.map(({ deviceTime, sequence }) => [deviceTime, sequence])).toEqual([
      [65_530, 65_535],
      [65_535, 65_536],
      [65_540, 65_537],
    ]);
  });

  it('never runs back, and is never more than the host clock error away from the truth, however long the pen was away', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 65_535 }),
        (pausesMs, start) => {
          const unwrapper = new SampleUnwrapper(stuCounters(3));
          let ms = start;
          let first: number | undefined;
          pausesMs.forEach((pause, index) => {
            ms += pause;
            const { deviceTime } = unwrapper.sample(pen(ms % 65_536, index), (ms - start) * 1000 + (index % 3) * 900);
            first ??= (deviceTime as number) - ms;
            expect((deviceTime as number) - ms).toBe(first);
          });
        },
      ),
    );
  });

  it('counts lost reports through', () => {
    const unwrapper = new SampleUnwrapper(stuCounters(3));
    unwrapper.sample(pen(0, 10), 0);
    expect(unwrapper.sample(pen(15, 14), 15_000).sequence).toBe(14);
  });

  it('after a reset of the pad its counters go on from where they were, by the host clock', () => {
    const unwrapper = new SampleUnwrapper(stuCounters(3));
    unwrapper.sample(pen(40_000, 900), 1_000_000);
    unwrapper.restart();
    expect(unwrapper.sample(pen(3, 0), 1_250_000)).toMatchObject({ deviceTime: 40_250, sequence: 901 });
    expect(unwrapper.sample(pen(8, 1), 1_255_000)).toMatchObject({ deviceTime: 40_255, sequence: 902 });
  });

  it('leaves the counters away where the report has none', () => {
    const { timeCount, sequence, ...plain } = pen(0, 0);
    const sample = new SampleUnwrapper(stuCounters(3)).sample(plain, 7);
    expect(sample.hostTimeUs).toBe(7);
    expect('deviceTime' in sample || 'sequence' in sample).toBe(false);
  });
});
