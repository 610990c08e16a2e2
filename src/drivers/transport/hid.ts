import type { HIDAsync } from 'node-hid';
import { err, ok, type Result } from '../../core/base';
import type { DeviceErrorCode } from './errors';
import { Listeners } from './listeners';
import type { TransportEnd } from './transport';

/** A HID device, or one of its collections, that the operating system knows. */
export interface HidInfo {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
  readonly product?: string;
  /** bcdDevice. */
  readonly release: number;
  /** -1 where the system does not tell. */
  readonly interface: number;
  readonly usagePage?: number;
  readonly usage?: number;
}

/** One open HID device: reports instead of a stream. Report ids lead every report, both ways. */
export interface HidDevice {
  readonly info: HidInfo;
  /** An output report. DEVICE_LOST, DEVICE_REFUSED. */
  write(report: Uint8Array): Promise<Result<void>>;
  /** DEVICE_LOST, DEVICE_REFUSED. */
  sendFeature(report: Uint8Array): Promise<Result<void>>;
  /** Answers the report with its id; `length` counts the id. DEVICE_LOST, DEVICE_REFUSED. */
  getFeature(id: number, length: number): Promise<Result<Uint8Array>>;
  onReport(listener: (report: Uint8Array) => void): () => void;
  /** Called once; at once if it has ended already. */
  onEnd(listener: (end: TransportEnd) => void): () => void;
  close(): Promise<void>;
}

/** A slow walk over the bus that also slows devices down: ask when something was plugged, not by the clock. Never fails. */
export async function listHid(): Promise<HidInfo[]> {
  try {
    const { devicesAsync } = await import('node-hid');
    return (await devicesAsync()).flatMap((device) =>
      device.path === undefined
        ? []
        : [
            {
              path: device.path,
              vendorId: device.vendorId,
              productId: device.productId,
              release: device.release,
              interface: device.interface,
              ...(device.serialNumber ? { serialNumber: device.serialNumber } : {}),
              ...(device.product ? { product: device.product } : {}),
              ...(device.usagePage === undefined ? {} : { usagePage: device.usagePage }),
              ...(device.usage === undefined ? {} : { usage: device.usage }),
            },
          ],
    );
  } catch {
    return [];
  }
}

/** Paths that this process holds: Linux and Windows would give a second handle, and both would think the device theirs. */
const held = new Set<string>();

/** Loaded on first use: a process that only shares types with this room must not load a native module. */
const openNative = async (path: string): Promise<HIDAsync> => (await import('node-hid')).HIDAsync.open(path);

/** Opens a device, once, for ourselves alone where the system can. DEVICE_ABSENT, DEVICE_BUSY, DEVICE_FORBIDDEN. */
export async function openHid(info: HidInfo, open = openNative): Promise<Result<HidDevice>> {
  if (held.has(info.path)) return err('DEVICE_BUSY', info.path);
  held.add(info.path);
  try {
    return ok(new NodeHidDevice(await open(info.path), info));
  } catch (error) {
    held.delete(info.path);
    return err(openCode(String(error)), info.path);
  }
}

function openCode(text: string): DeviceErrorCode {
  if (/permission|EACCES|access is denied/i.test(text)) return 'DEVICE_FORBIDDEN';
  if (/busy|in use|sharing violation/i.test(text)) return 'DEVICE_BUSY';
  return 'DEVICE_ABSENT';
}

class NodeHidDevice implements HidDevice {
  private readonly reports = new Listeners<Uint8Array>();
  private readonly ended = new Listeners<TransportEnd>();
  private end: TransportEnd | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly device: HIDAsync,
    readonly info: HidInfo,
  ) {
    device.on('data', (report: Buffer) => this.reports.emit(new Uint8Array(report)));
    device.on('error', () => void this.finish('lost'));
  }

  write(report: Uint8Array): Promise<Result<void>> {
    return this.exchange(async () => void (await this.device.write(Buffer.from(report))));
  }

  sendFeature(report: Uint8Array): Promise<Result<void>> {
    return this.exchange(async () => void (await this.device.sendFeatureReport(Buffer.from(report))));
  }

  getFeature(id: number, length: number): Promise<Result<Uint8Array>> {
    return this.exchange(async () => new Uint8Array(await this.device.getFeatureReport(id, length)));
  }

  onReport(listener: (report: Uint8Array) => void): () => void {
    return this.reports.add(listener);
  }

  onEnd(listener: (end: TransportEnd) => void): () => void {
    if (this.end !== undefined) listener(this.end);
    return this.ended.add(listener);
  }

  close(): Promise<void> {
    return this.finish('closed');
  }

  private async exchange<T>(work: () => Promise<T>): Promise<Result<T>> {
    if (this.end !== undefined) return err('DEVICE_LOST', this.info.path);
    try {
      return ok(await work());
    } catch {
      return err(this.end === undefined ? 'DEVICE_REFUSED' : 'DEVICE_LOST', this.info.path);
    }
  }

  private finish(end: TransportEnd): Promise<void> {
    this.closing ??= this.shut(end);
    return this.closing;
  }

  /** node-hid #540, #554: listeners go before the handle, and the handle is waited for. */
  private async shut(end: TransportEnd): Promise<void> {
    this.end = end;
    this.device.removeAllListeners();
    this.device.on('error', () => undefined);
    this.reports.clear();
    this.ended.emit(end);
    await this.device.close().catch(() => undefined);
    held.delete(this.info.path);
  }
}
