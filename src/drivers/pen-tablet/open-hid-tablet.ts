import { err, ok, type Result } from '../../core/base';
import type { InitStep, PenTabletDefinition } from '../device';
import type { HidDevice } from '../transport';
import { captureDevice } from './capture-device';
import { penReaderOf, tickOf } from './pen-reader';
import type { PenTablet } from './pen-tablet';
import { ReportTablet } from './report-tablet';

/**
 * Brings a HID tablet to its own reports. Owns the device from here on, also when it fails. DEVICE_REFUSED, DEVICE_LOST,
 * DEVICE_WRONG, DEVICE_GARBLED.
 */
export async function openHidTablet(
  device: HidDevice,
  definition: PenTabletDefinition,
  nowUs: () => number,
): Promise<Result<PenTablet>> {
  const opened = await bringUp(device, definition, nowUs);
  if (!opened.ok) await device.close();
  return opened;
}

async function bringUp(
  device: HidDevice,
  definition: PenTabletDefinition,
  nowUs: () => number,
): Promise<Result<PenTablet>> {
  const { codec } = definition;
  switch (codec.family) {
    case 'wacom-pen': {
      const armed = await initialise(device, codec.init);
      if (!armed.ok) return armed;
      const reader = penReaderOf(definition);
      const { serialNumber } = device.info;
      const about = captureDevice(definition, codec.range, {
        transport: 'hid',
        ...(serialNumber === undefined ? {} : { serial: serialNumber }),
        firmware: bcd(device.info.release),
        ...tickOf(reader),
      });
      return ok(new ReportTablet(about, sourceOf(device), reader, nowUs));
    }
    default:
      return err('DEVICE_UNKNOWN_DEFINITION', `${codec.family} over HID`);
  }
}

async function initialise(device: HidDevice, steps: readonly InitStep[]): Promise<Result<void>> {
  for (const step of steps) {
    if (step.kind === 'string') return err('DEVICE_REFUSED', 'string descriptor');
    const bytes = Uint8Array.from(step.bytes);
    const done = await (step.kind === 'feature' ? device.sendFeature(bytes) : device.write(bytes));
    if (!done.ok) return done;
  }
  return ok(undefined);
}

const sourceOf = (device: HidDevice) => ({
  onReport: (listener: (report: Uint8Array) => void) => device.onReport(listener),
  onEnd: (listener: Parameters<HidDevice['onEnd']>[0]) => device.onEnd(listener),
  // a tablet without a screen has nothing to wipe
  clear: async (): Promise<Result<void>> => ok(undefined),
  close: () => device.close(),
});

/** bcdDevice as people write it: 0x0107 is 1.07. */
const bcd = (release: number): string =>
  `${(release >> 8).toString(16)}.${(release & 0xff).toString(16).padStart(2, '0')}`;
