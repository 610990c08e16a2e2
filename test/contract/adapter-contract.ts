import fc from 'fast-check';
import { expect, it } from 'vitest';
import { must } from '../../src/core/base';
import type { DeviceAdapter } from '../../src/drivers/adapter';
import type { GreyImage } from '../support/virtual-pad/grey-image';

/** What stands on the other side in a test: the vendor's software, or a fake of it that the test starts. */
export interface FakeVendor {
  readonly adapter: DeviceAdapter;
  readonly serial: string;
  /** The finger that is given to the next reading; undefined: nobody comes. */
  press(finger: GreyImage | undefined): void;
  /** Says this without being asked. */
  say(text: string): void;
  /** Answers nothing from now on. */
  mute(): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const never = new AbortController().signal;
const HOSTILE = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{"action":{}}',
  '{"ret":0}',
  '{"__proto__":{"ret":"00"}}',
  '['.repeat(9999),
];

/** The rules that every adapter keeps. `print` has the size that the vendor's reader gives. */
export function adapterContract(start: () => Promise<FakeVendor>, print: GreyImage): void {
  const run = async (check: (vendor: FakeVendor) => Promise<void>): Promise<void> => {
    const vendor = await start();
    try {
      await check(vendor);
    } finally {
      await vendor.stop();
    }
  };

  it('says what it is, and each assumption in a sentence', () =>
    run(async ({ adapter: { about } }) => {
      expect(about.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(about.quirks.every((quirk) => quirk.endsWith('.'))).toBe(true);
    }));

  it('opens, tells its serial number, reads a finger, closes twice', () =>
    run(async (vendor) => {
      const device = must(await vendor.adapter.open());
      expect(device.serial).toBe(vendor.serial);
      vendor.press(print);
      const outcome = await device.fingerprintPad?.read(never, () => undefined);
      expect(outcome).toMatchObject({ kind: 'image', quality: { verdict: 'good' }, image: { width: print.width } });
      await device.close();
      await device.close();
    }));

  it('is DEVICE_ABSENT while the vendor is away, and comes back when asked again', () =>
    run(async (vendor) => {
      await vendor.stop();
      expect(await vendor.adapter.open()).toMatchObject({ error: { code: 'DEVICE_ABSENT' } });
      await vendor.start();
      await must(await vendor.adapter.open()).close();
    }));

  it('a vendor that goes away in a reading is DEVICE_LOST, told once', () =>
    run(async (vendor) => {
      const device = must(await vendor.adapter.open());
      const codes: string[] = [];
      device.fingerprintPad?.onLost((code) => codes.push(code));
      const reading = device.fingerprintPad?.read(never, () => undefined);
      await vendor.stop();
      expect(await reading).toMatchObject({ kind: 'failed', code: 'DEVICE_LOST' });
      expect(codes).toEqual(['DEVICE_LOST']);
      await vendor.start();
      await must(await vendor.adapter.open()).close();
    }));

  it('hears nothing and says DEVICE_NO_ANSWER', () =>
    run(async (vendor) => {
      vendor.mute();
      expect(await vendor.adapter.open()).toMatchObject({ error: { code: 'DEVICE_NO_ANSWER' } });
    }));

  it('a stopped reading leaves nothing for the next one', () =>
    run(async (vendor) => {
      const device = must(await vendor.adapter.open());
      const stop = new AbortController();
      const stopped = device.fingerprintPad?.read(stop.signal, () => undefined);
      stop.abort();
      expect(await stopped).toEqual({ kind: 'stopped' });
      const other = { ...print, pixels: print.pixels.map((grey) => 255 - grey) };
      vendor.press(other);
      vendor.press(print);
      const outcome = await device.fingerprintPad?.read(never, () => undefined);
      expect(outcome?.kind === 'image' && Buffer.from(outcome.image.pixels).equals(Buffer.from(print.pixels))).toBe(
        true,
      );
      await device.close();
    }));

  it('hostile texts never throw and never end a healthy device', () =>
    run(async (vendor) => {
      const device = must(await vendor.adapter.open());
      for (const text of [...HOSTILE, ...fc.sample(fc.json(), 100), ...fc.sample(fc.string(), 100)]) vendor.say(text);
      vendor.press(print);
      expect(await device.fingerprintPad?.read(never, () => undefined)).toMatchObject({ kind: 'image' });
      await device.close();
    }));

  it('a message without bound ends the line instead of the memory', () =>
    run(async (vendor) => {
      const device = must(await vendor.adapter.open());
      const reading = device.fingerprintPad?.read(never, () => undefined);
      vendor.say('x'.repeat(8 * 1024 * 1024));
      expect(await reading).toMatchObject({ kind: 'failed', code: 'DEVICE_LOST' });
      await device.close();
    }));
}
