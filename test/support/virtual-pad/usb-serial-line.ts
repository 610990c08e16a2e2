import type { UsbInterface, UsbModel } from './usb-model';

/**
 * Communications Device Class 1.2, subclass 2 (ACM): header, call management, abstract control (line coding, break), union of both
 * interfaces. Without break the binding cannot set modem lines on Linux: it first takes a break away, which cdc_acm then refuses.
 */
const FUNCTIONAL = [5, 0x24, 0, 0x10, 0x01, 5, 0x24, 1, 0, 1, 4, 0x24, 2, 6, 5, 0x24, 6, 0, 1];
const PACKET = 64;
const IN = { address: 0x81, kind: 'bulk', packet: PACKET } as const;
const OUT = { address: 0x02, kind: 'bulk', packet: PACKET } as const;
/** What an FTDI chip puts in front of every packet: modem and line status, all well. */
const FTDI_STATUS = [0x01, 0x60];

interface Kind {
  readonly vendorId: number;
  readonly productId: number;
  readonly interfaces: readonly UsbInterface[];
  /** In front of every packet. */
  readonly status: readonly number[];
}

const KINDS = {
  acm: {
    vendorId: 0x1209,
    productId: 0x0002,
    interfaces: [
      {
        code: [2, 2, 1],
        functional: FUNCTIONAL,
        endpoints: [{ address: 0x83, kind: 'interrupt', packet: 8, interval: 9 }],
      },
      { code: [10, 0, 0], endpoints: [IN, OUT] },
    ],
    status: [],
  },
  ftdi: {
    vendorId: 0x0403,
    productId: 0x6001,
    interfaces: [{ code: [0xff, 0xff, 0xff], endpoints: [IN, OUT] }],
    status: FTDI_STATUS,
  },
} as const satisfies Record<string, Kind>;

/** A serial adapter on USB; what hangs on it writes and hears bytes. */
export class UsbSerialLine {
  /** Requests that set the line, `request value data` in hexadecimal. */
  readonly set: string[] = [];
  readonly model: UsbModel;
  private queue: number[] = [];
  private hear: (chunk: Uint8Array) => void = () => undefined;

  constructor(kind: keyof typeof KINDS, serial: string) {
    const { vendorId, productId, interfaces, status }: Kind = KINDS[kind];
    const take: UsbModel['controlOut'] = ({ request, value }, data) => {
      this.set.push([request.toString(16), value.toString(16), Buffer.from(data).toString('hex')].join(' ').trim());
      return true;
    };
    this.model = {
      descriptors: { vendorId, productId, release: 0x0400, strings: ['Rig', kind, serial], speed: 'full', interfaces },
      controlIn: ({ length }) => new Uint8Array(length),
      controlOut: take,
      classOut: take,
      input: (endpoint) => {
        if (endpoint !== 1 || this.queue.length === 0) return undefined;
        return Uint8Array.from([...status, ...this.queue.splice(0, PACKET - status.length)]);
      },
      output: (_endpoint, data) => this.hear(data),
    };
  }

  onData(listener: (chunk: Uint8Array) => void): void {
    this.hear = listener;
  }

  write(bytes: Uint8Array): void {
    for (const byte of bytes) this.queue.push(byte);
  }

  /** What was under way when the cable was pulled is gone. */
  drop(): void {
    this.queue = [];
  }
}
