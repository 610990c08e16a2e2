import { afterEach, describe, expect, it, vi } from 'vitest';
import { err, must, ok } from '../../core/base';
import type { PenSample } from '../../core/ink';
import { DEFINITIONS, type PenTabletDefinition } from '../device';
import { type HidDescriptors, type HidDevice, Listeners } from '../transport';
import { openHidTablet } from './open-hid-tablet';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const definition = (id: string) => DEFINITIONS.find((one) => one.id === id) as PenTabletDefinition;
const EX07 = bytes('0C 03 C0 9E 38 63 03 00 FF 07 D8 13');
/** A pen of 0..1000 by 0..500 in thousandths of an inch, report 7. */
const PLAIN_PEN = bytes(
  '050d 0901 a101 8507 0920 a100 0942 0932 1500 2501 7501 9502 8102 9506 8103' +
    '0501 7510 9501 550d 6513 0930 26e803 46e803 8102 0931 26f401 46f401 8102 c0 c0',
);

function plug() {
  const reports = new Listeners<Uint8Array>();
  const sent: string[] = [];
  let closed = false;
  const take = async (report: Uint8Array) => {
    sent.push(Buffer.from(report).toString('hex'));
    return ok(undefined);
  };
  const device: HidDevice = {
    info: { path: 'fake', vendorId: 1, productId: 2, release: 0x0107, interface: 0, product: 'Something' },
    write: take,
    sendFeature: take,
    getFeature: async () => err('DEVICE_REFUSED'),
    onReport: (listener) => reports.add(listener),
    onEnd: () => () => undefined,
    close: async () => {
      closed = true;
    },
  };
  return { device, sent, send: (hex: string) => reports.emit(bytes(hex)), isClosed: () => closed };
}

const descriptors = (strings: Record<number, Uint8Array>, report?: Uint8Array, driver?: string): HidDescriptors => ({
  string: async (_info, index) => {
    const found = strings[index];
    return found ? ok(found) : err('DEVICE_MODE_UNREACHABLE');
  },
  reportDescriptor: async () => (report ? ok(report) : err('DEVICE_MODE_UNREACHABLE')),
  driver: async () => driver,
});
const open = (device: HidDevice, id: string, told: HidDescriptors) =>
  openHidTablet(device, definition(id), () => 0, told);

describe('openHidTablet', () => {
  afterEach(() => void vi.useRealTimers());

  it('takes the range that the tablet tells, in the first mode that answers', async () => {
    const { device } = plug();
    const tablet = must(await open(device, 'huion-tablet', descriptors({ 100: EX07 })));
    expect(tablet.device).toMatchObject({
      definitionId: 'huion-tablet',
      xMax: 40_640,
      yMax: 25_400,
      pressureMax: 2047,
      widthUm: 203_200,
      firmware: '1.07',
    });
  });

  it('where the string cannot be read, falls back on the plain digitizer, and names it so in the evidence', async () => {
    const { device, send } = plug();
    const tablet = must(await open(device, 'huion-tablet', descriptors({}, PLAIN_PEN)));
    expect(tablet.device).toMatchObject({ definitionId: 'hid-pen', xMax: 1000, widthUm: 25_400 });
    expect(tablet.reportDescriptor).toEqual(PLAIN_PEN);
    const samples: (PenSample | undefined)[] = [];
    tablet.onReport((_report, sample) => samples.push(sample));
    send('07 03 0a00 1400');
    expect(samples).toMatchObject([{ xRaw: 10, yRaw: 20, tipSwitch: true }]);
  });

  it('goes by the descriptor of the driver that has put the reports in another order, and still hears silence', async () => {
    vi.useFakeTimers();
    const { device, send } = plug();
    const tablet = must(await open(device, 'huion-tablet', descriptors({ 100: EX07 }, PLAIN_PEN, 'uclogic')));
    expect(tablet.device).toMatchObject({ definitionId: 'hid-pen', xMax: 1000 });
    const seen: (boolean | undefined)[] = [];
    tablet.onReport((_report, sample) => seen.push(sample?.inRange));
    send('07 03 0a00 1400');
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen).toEqual([true, false]);
  });

  it('refuses with a code where neither can be read, and lets the device go', async () => {
    const { device, isClosed } = plug();
    const refused = await open(device, 'huion-tablet', descriptors({}));
    expect(refused).toMatchObject({ ok: false, error: { code: 'DEVICE_MODE_UNREACHABLE' } });
    expect(isClosed()).toBe(true);
  });

  it('a tablet that is switched by a report goes by the range of its definition', async () => {
    const { device, sent } = plug();
    const tablet = must(await open(device, 'ugee-s640', descriptors({})));
    expect(sent).toEqual(['02b00400000000000000']);
    expect(tablet.device).toMatchObject({ definitionId: 'ugee-s640', xMax: 31_998, pressureMax: 8191 });
  });

  it('takes silence for the pen leaving, once, where the tablet never says it', async () => {
    vi.useFakeTimers();
    const { device, send } = plug();
    const tablet = must(await open(device, 'ugee-ex07', descriptors({ 100: EX07 })));
    const seen: (readonly [number, boolean | undefined])[] = [];
    tablet.onReport(({ bytes: report }, sample) => seen.push([report.length, sample?.inRange]));
    send('07 81 0100 0200 0300');
    await vi.advanceTimersByTimeAsync(90);
    send('07 81 0100 0200 0300');
    await vi.advanceTimersByTimeAsync(90);
    expect(seen).toEqual([
      [8, true],
      [8, true],
    ]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.slice(2)).toEqual([[0, false]]);
    send('07 81 0100 0200 0300');
    await tablet.close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen).toHaveLength(4);
  });
});
