import { err, ok, type Result } from '../../core/base';
import type { CaptureDevice } from '../../core/ink';
import { HID_PEN, type InitStep, isOfFamily, type PenRange, type PenTabletDefinition } from '../device';
import { penLayout } from '../report/hid-digitizer';
import { ucLogicParameters } from '../report/uc-logic';
import { type HidDescriptors, type HidDevice, hidDescriptors } from '../transport';
import { captureDevice } from './capture-device';
import { type PenReader, penReaderOf, tickOf } from './pen-reader';
import type { PenTablet } from './pen-tablet';
import { ReportTablet } from './report-tablet';

/**
 * Brings a HID tablet to its own reports. Owns the device from here on, also when it fails. DEVICE_REFUSED, DEVICE_LOST,
 * DEVICE_WRONG, DEVICE_GARBLED, DEVICE_MODE_UNREACHABLE.
 */
export async function openHidTablet(
  device: HidDevice,
  definition: PenTabletDefinition,
  nowUs: () => number,
  descriptors: HidDescriptors = hidDescriptors,
): Promise<Result<PenTablet>> {
  const ready = await bringUp(device, definition, descriptors);
  if (!ready.ok) {
    await device.close();
    return ready;
  }
  const { about, reader, reportDescriptor } = ready.value;
  return ok(new ReportTablet(about, sourceOf(device), reader, nowUs, reportDescriptor));
}

/**
 * Linux's driver for UC-Logic electronics. It switches the tablet over itself, and puts the bytes of each report in another
 * order, for hidraw as well, to fit a report descriptor of its own making (uclogic_raw_event, hid-uclogic-core.c).
 */
const REWRITER = 'uclogic';

interface Ready {
  readonly about: CaptureDevice;
  readonly reader: PenReader;
  /** Where the reader reads by it. */
  readonly reportDescriptor?: Uint8Array;
}

async function bringUp(
  device: HidDevice,
  definition: PenTabletDefinition,
  descriptors: HidDescriptors,
): Promise<Result<Ready>> {
  const { codec } = definition;
  switch (codec.family) {
    case 'wacom-pen':
    case 'hanwang': {
      const armed = await initialise(device, codec.init);
      return armed.ok ? ok(ready(device, definition, codec.range, penReaderOf(definition))) : armed;
    }
    case 'uc-logic': {
      if (!isOfFamily(definition, 'uc-logic')) return err('DEVICE_UNKNOWN_DEFINITION');
      if ((await descriptors.driver(device.info)) === REWRITER)
        return asDigitizer(device, definition.product, descriptors, definition.silenceMs);
      const range = await ucLogicRange(device, definition, descriptors);
      if (range.ok) return ok(ready(device, definition, range.value, penReaderOf(definition)));
      // not switched over, it still is a digitizer of the standard kind, if its descriptor can be read
      const plain = await asDigitizer(device, definition.product, descriptors);
      return plain.ok ? plain : range;
    }
    case 'hid-digitizer':
      return asDigitizer(device, device.info.product, descriptors);
    default:
      return err('DEVICE_UNKNOWN_DEFINITION', `${codec.family} over HID`);
  }
}

function ready(
  { info }: HidDevice,
  definition: PenTabletDefinition,
  range: PenRange,
  reader: PenReader,
  product?: string,
): Ready {
  const about = captureDevice(definition, range, {
    transport: 'hid',
    ...(info.serialNumber === undefined ? {} : { serial: info.serialNumber }),
    ...(product === undefined ? {} : { product }),
    firmware: bcd(info.release),
    ...tickOf(reader),
  });
  return { about, reader };
}

/** Asks for the parameters of each mode; the one that answers is the tablet's. */
async function ucLogicRange(
  device: HidDevice,
  { codec }: PenTabletDefinition<'uc-logic'>,
  descriptors: HidDescriptors,
): Promise<Result<PenRange>> {
  const armed = await initialise(device, codec.init);
  if (!armed.ok) return armed;
  let why: Result<never> = err('DEVICE_GARBLED', 'parameters');
  for (const { parameters } of codec.modes) {
    const told = await descriptors.string(device.info, parameters);
    const range = told.ok ? ucLogicParameters(told.value, parameters) : undefined;
    if (range !== undefined) return ok(range);
    if (!told.ok) why = told;
  }
  return codec.range === undefined ? why : ok(codec.range);
}

/** What the tablet is by its report descriptor; without a length in it the size of the area is not known. */
async function asDigitizer(
  device: HidDevice,
  product: string | undefined,
  descriptors: HidDescriptors,
  silenceMs?: number,
): Promise<Result<Ready>> {
  const descriptor = await descriptors.reportDescriptor(device.info);
  if (!descriptor.ok) return descriptor;
  const layout = penLayout(descriptor.value);
  if (!layout.ok) return layout;
  const { xMax, yMax, pressureMax, unitsPerInch } = layout.value;
  if (unitsPerInch === undefined) return err('DEVICE_WRONG', 'the report descriptor gives no size');
  const range = { xMax, yMax, pressureMax, unitsPerInch };
  const reader = penReaderOf(HID_PEN, descriptor.value, silenceMs);
  return ok({ ...ready(device, HID_PEN, range, reader, product), reportDescriptor: descriptor.value });
}

async function initialise(device: HidDevice, steps: readonly InitStep[]): Promise<Result<void>> {
  for (const step of steps) {
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
