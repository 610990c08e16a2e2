import { readFile, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../core/base';
import type { DeviceErrorCode } from './errors';
import type { HidInfo } from './hid';

/** What node-hid does not let a program ask of a HID device. Tests give their own. */
export interface HidDescriptors {
  /**
   * The whole string descriptor, its two leading bytes included, US English. DEVICE_MODE_UNREACHABLE, DEVICE_FORBIDDEN,
   * DEVICE_REFUSED.
   */
  string(info: HidInfo, index: number): Promise<Result<Uint8Array>>;
  /** Of the interface that this path is. DEVICE_MODE_UNREACHABLE where only the system sees it. */
  reportDescriptor(info: HidInfo): Promise<Result<Uint8Array>>;
  /** The name of the system's driver that has the device; undefined where it is not told. */
  driver(info: HidInfo): Promise<string | undefined>;
}

/** USB 2.0, 9.4.3: GET_DESCRIPTOR, type STRING in the high byte of the value, language in the index. */
const GET_DESCRIPTOR = 6;
const STRING_TYPE = 3;
const US_ENGLISH = 0x0409;
const MAX_STRING = 255;
const PATIENCE_MS = 1000;
const HIDRAW = '/sys/class/hidraw';

export const hidDescriptors: HidDescriptors = {
  string: readString,
  reportDescriptor: readReportDescriptor,
  driver: driverOf,
};

async function readReportDescriptor(info: HidInfo): Promise<Result<Uint8Array>> {
  const node = hidrawNode(info.path);
  if (node === undefined) return err('DEVICE_MODE_UNREACHABLE', 'report descriptor');
  const bytes = await readFile(join(HIDRAW, node, 'device', 'report_descriptor')).catch(() => undefined);
  return bytes === undefined ? err('DEVICE_MODE_UNREACHABLE', node) : ok(new Uint8Array(bytes));
}

async function driverOf(info: HidInfo): Promise<string | undefined> {
  const node = hidrawNode(info.path);
  if (node === undefined) return undefined;
  const driver = await readlink(join(HIDRAW, node, 'device', 'driver')).catch(() => undefined);
  return driver && basename(driver);
}

/** `/dev/hidraw3` as sysfs names it; only Linux has them. */
function hidrawNode(path: string): string | undefined {
  const node = basename(path);
  return process.platform === 'linux' && /^hidraw\d+$/.test(node) ? node : undefined;
}

async function readString(info: HidInfo, index: number): Promise<Result<Uint8Array>> {
  // the HID driver of Windows keeps the control pipe for itself
  if (process.platform === 'win32') return err('DEVICE_MODE_UNREACHABLE', `string ${index}`);
  try {
    const { WebUSB } = await import('usb');
    const place = await usbPlace(info);
    const devices = (await new WebUSB({ allowAllDevices: true }).getDevices()).filter(
      ({ vendorId, productId }) => vendorId === info.vendorId && productId === info.productId,
    );
    const there = devices.length === 1 ? devices : devices.filter(({ address }) => address === place);
    const [device] = there;
    if (device === undefined || there.length > 1)
      return err('DEVICE_MODE_UNREACHABLE', `${devices.length} such devices`);
    await device.open();
    try {
      const value = (STRING_TYPE << 8) | index;
      const answer = await device.nativeControlTransferIn(
        { requestType: 'standard', recipient: 'device', request: GET_DESCRIPTOR, value, index: US_ENGLISH },
        PATIENCE_MS,
        MAX_STRING,
      );
      return answer !== null && answer.length >= 2 ? ok(answer.slice()) : err('DEVICE_REFUSED', `string ${index}`);
    } finally {
      await device.close().catch(() => undefined);
    }
  } catch (error) {
    return err(codeOf(String(error)), `string ${index}`);
  }
}

const codeOf = (text: string): DeviceErrorCode =>
  /permission|access|EACCES/i.test(text)
    ? 'DEVICE_FORBIDDEN'
    : /stall|timeout|timed/i.test(text)
      ? 'DEVICE_REFUSED'
      : 'DEVICE_MODE_UNREACHABLE';

/** Address on its bus of the USB device that a hidraw node belongs to, so that of two tablets the right one is asked. */
async function usbPlace(info: HidInfo): Promise<number | undefined> {
  const node = hidrawNode(info.path);
  if (node === undefined) return undefined;
  // hidrawN/device is the HID device, below the interface, below the USB device
  let folder = await realpath(join(HIDRAW, node, 'device')).catch(() => '/');
  for (let up = 0; up < 4 && folder !== '/'; up++, folder = dirname(folder)) {
    const text = await readFile(join(folder, 'devnum'), 'utf8').catch(() => undefined);
    if (text !== undefined) return Number(text);
  }
  return undefined;
}
