import type { WebUSB } from 'usb';
import { err, ok, type Result } from '../../core/base';
import type { DeviceErrorCode } from './errors';
import { Listeners } from './listeners';
import type { TransportEnd } from './transport';

type UsbDevice = Awaited<ReturnType<WebUSB['getDevices']>>[number];

/** A USB device that the operating system knows. */
export interface UsbInfo {
  /** Bus and address: where it is plugged in now, not an identity. */
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  /** bcdDevice. */
  readonly release: number;
  readonly serialNumber?: string;
}

/** A vendor request to the device (USB 2.0, 9.3: bmRequestType 0x40 out, 0xC0 in). */
export interface VendorRequest {
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

export interface UsbWait {
  readonly timeoutMs: number;
  /** Ends the wait between two looks; only for endpoints that send whole packets, a packet that is under way is not lost. */
  readonly signal?: AbortSignal;
}

/** One claimed interface of a USB device: control, bulk and interrupt transfers. Codes: DEVICE_LOST, DEVICE_REFUSED (stalled), DEVICE_GARBLED (fault on the wire). */
export interface UsbPort {
  readonly info: UsbInfo;
  controlIn(setup: VendorRequest, length: number): Promise<Result<Uint8Array>>;
  controlOut(setup: VendorRequest, bytes: Uint8Array): Promise<Result<void>>;
  /** One bulk or interrupt transfer; answers when it is full or a short packet ends it. Also DEVICE_NO_ANSWER, after the time or the signal. */
  read(endpoint: number, length: number, wait: UsbWait): Promise<Result<Uint8Array>>;
  write(endpoint: number, bytes: Uint8Array, timeoutMs: number): Promise<Result<void>>;
  /** Called once; at once if it has ended already. */
  onEnd(listener: (end: TransportEnd) => void): () => void;
  close(): Promise<void>;
}

const CONTROL_MS = 2000;
/** Longest that a pending read may outlive its signal. */
const SLICE_MS = 400;
/** A cable that is pulled faults before the system notices that nothing is there. */
const FAULTS_BEFORE_LOST = 3;

const pathOf = (device: UsbDevice): string => `usb:${device.bus}:${device.address}`;

/** Answers devices with these vendor ids only: reading strings of others would open them. Never fails. */
export async function listUsb(vendorIds: ReadonlySet<number>): Promise<UsbInfo[]> {
  try {
    return (await devicesOf(vendorIds)).map((device) => {
      const serialNumber = toldBy(() => device.serialNumber);
      return {
        path: pathOf(device),
        vendorId: device.vendorId,
        productId: device.productId,
        // major, minor and subminor are the digits of bcdDevice (0x0102 is 1.0.2)
        release: (device.deviceVersionMajor << 8) | (device.deviceVersionMinor << 4) | device.deviceVersionSubminor,
        ...(serialNumber ? { serialNumber } : {}),
      };
    });
  } catch {
    return [];
  }
}

const toldBy = (ask: () => string | null): string | undefined => {
  try {
    return ask() ?? undefined;
  } catch {
    return undefined;
  }
};

async function devicesOf(vendorIds: ReadonlySet<number>): Promise<UsbDevice[]> {
  // loaded on first use: a process that only shares types with this room must not load a native module
  const { usb } = await import('usb');
  return (await usb.getDevices()).filter((device) => vendorIds.has(device.vendorId));
}

/**
 * Opens the device and claims one interface for ourselves alone. DEVICE_ABSENT, DEVICE_BUSY, DEVICE_FORBIDDEN, and
 * DEVICE_NO_DRIVER where Windows has given the device to another driver than WinUSB.
 */
export async function openUsb(info: UsbInfo, interfaceNumber: number): Promise<Result<UsbPort>> {
  try {
    const devices = await devicesOf(new Set([info.vendorId]));
    const device = devices.find((candidate) => pathOf(candidate) === info.path);
    if (device === undefined) return err('DEVICE_ABSENT', info.path);
    await device.open();
    try {
      await device.claimInterface(interfaceNumber);
      return ok(new NativeUsbPort(device, info, interfaceNumber));
    } catch (error) {
      await device.close().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    return err(usbOpenCode(String(error)), info.path);
  }
}

/** The binding has texts only: those of nusb and of the operating system. */
export function usbOpenCode(text: string): DeviceErrorCode {
  if (/permission|EACCES|access is denied/i.test(text)) return 'DEVICE_FORBIDDEN';
  if (/busy|in use|sharing violation/i.test(text)) return 'DEVICE_BUSY';
  if (/not.?supported|unsupported|driver|winusb/i.test(text)) return 'DEVICE_NO_DRIVER';
  return 'DEVICE_ABSENT';
}

/** What a failed transfer says (nusb TransferError). */
export function usbTransferCode(text: string): DeviceErrorCode {
  if (/cancel|timed? ?out/i.test(text)) return 'DEVICE_NO_ANSWER';
  if (/stall/i.test(text)) return 'DEVICE_REFUSED';
  if (/disconnect|no such device|os error 19|not found|invalid state/i.test(text)) return 'DEVICE_LOST';
  return 'DEVICE_GARBLED';
}

class NativeUsbPort implements UsbPort {
  private readonly ended = new Listeners<TransportEnd>();
  private end: TransportEnd | undefined;
  private faults = 0;
  private readonly busy = new Set<Promise<unknown>>();

  constructor(
    private readonly device: UsbDevice,
    readonly info: UsbInfo,
    private readonly interfaceNumber: number,
  ) {}

  controlIn(setup: VendorRequest, length: number): Promise<Result<Uint8Array>> {
    return this.transfer<Uint8Array>(() => this.device.nativeControlTransferIn(vendor(setup), CONTROL_MS, length));
  }

  async controlOut(setup: VendorRequest, bytes: Uint8Array): Promise<Result<void>> {
    return this.transfer(async () => {
      const sent = await this.device.nativeControlTransferOut(vendor(setup), CONTROL_MS, bytes);
      return sent < 0 ? null : undefined;
    });
  }

  async read(endpoint: number, length: number, { timeoutMs, signal }: UsbWait): Promise<Result<Uint8Array>> {
    const slice = signal === undefined ? timeoutMs : Math.min(SLICE_MS, timeoutMs);
    let left = timeoutMs;
    for (;;) {
      if (signal?.aborted) return err('DEVICE_NO_ANSWER', 'stopped');
      const answer = await this.transfer<Uint8Array>(() => this.device.nativeTransferIn(endpoint, slice, length));
      left -= slice;
      if (answer.ok || answer.error.code !== 'DEVICE_NO_ANSWER' || left <= 0) return answer;
    }
  }

  write(endpoint: number, bytes: Uint8Array, timeoutMs: number): Promise<Result<void>> {
    return this.transfer(async () => {
      const sent = await this.device.nativeTransferOut(endpoint, timeoutMs, bytes);
      return sent < 0 ? null : undefined;
    });
  }

  onEnd(listener: (end: TransportEnd) => void): () => void {
    if (this.end !== undefined) listener(this.end);
    return this.ended.add(listener);
  }

  /** Waits for transfers that are under way: the binding must not lose the device below them. */
  async close(): Promise<void> {
    this.finish('closed');
    await Promise.allSettled([...this.busy]);
    await this.device.releaseInterface(this.interfaceNumber).catch(() => undefined);
    await this.device.close().catch(() => undefined);
  }

  /** `null` is the binding's word for a stalled endpoint. */
  private async transfer<T>(work: () => Promise<T | null>): Promise<Result<T>> {
    if (this.end !== undefined) return err('DEVICE_LOST', this.info.path);
    const running = work();
    this.busy.add(running);
    try {
      const answer = await running;
      this.faults = 0;
      return answer === null ? err('DEVICE_REFUSED', 'stalled') : ok(answer);
    } catch (error) {
      const code = usbTransferCode(String(error));
      if (code === 'DEVICE_GARBLED') this.faults++;
      if (code === 'DEVICE_LOST' || this.faults >= FAULTS_BEFORE_LOST) this.finish('lost');
      return err(this.end === undefined ? code : 'DEVICE_LOST', this.info.path);
    } finally {
      this.busy.delete(running);
    }
  }

  private finish(end: TransportEnd): void {
    if (this.end !== undefined) return;
    this.end = end;
    this.ended.emit(end);
    this.ended.clear();
  }
}

const vendor = (setup: VendorRequest) => ({ requestType: 'vendor', recipient: 'device', ...setup }) as const;
