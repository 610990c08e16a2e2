import type { UsbInterface, UsbModel } from './usb-model';

/** HID, neither keyboard nor mouse of the firmware. */
const HID: UsbInterface['code'] = [3, 0, 0];
const SILENT: UsbInterface = { code: HID, endpoints: [{ address: 0x84, kind: 'interrupt', packet: 64, interval: 1 }] };

export interface UsbTabletModel {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serial: string;
  /** Which interface is the pen; those before it are there, and silent. */
  readonly penInterface: number;
  readonly reportDescriptor: Uint8Array;
  /** String descriptors beyond the usual ones, whole. */
  readonly strings: Readonly<Record<number, Uint8Array>>;
}

/** A tablet that is switched over by reading a string or by an output report, and writes down what it was asked. */
export class UsbTablet {
  readonly asked: number[] = [];
  readonly written: string[] = [];
  readonly model: UsbModel;
  private readonly waiting: Uint8Array[] = [];

  constructor({ vendorId, productId, product, serial, penInterface, reportDescriptor, strings }: UsbTabletModel) {
    const note = (report: Uint8Array): void => void this.written.push(Buffer.from(report).toString('hex'));
    this.model = {
      descriptors: {
        vendorId,
        productId,
        release: 0x0100,
        strings: ['Rig', product, serial],
        speed: 'full',
        interfaces: [
          ...Array.from({ length: penInterface }, (_, index) => ({
            ...SILENT,
            reportDescriptor,
            endpoints: SILENT.endpoints.map((one) => ({ ...one, address: one.address + index })),
          })),
          {
            code: HID,
            reportDescriptor,
            endpoints: [
              { address: 0x81, kind: 'interrupt', packet: 64, interval: 1 },
              { address: 0x03, kind: 'interrupt', packet: 64, interval: 1 },
            ],
          },
        ],
      },
      controlIn: () => undefined,
      controlOut: () => false,
      input: (endpoint) => (endpoint === 1 ? this.waiting.shift() : undefined),
      output: (_endpoint, report) => note(report),
      string: (index) => {
        if (strings[index] !== undefined) this.asked.push(index);
        return strings[index];
      },
    };
  }

  /** The number of reports that the host has not fetched yet. */
  get pending(): number {
    return this.waiting.length;
  }

  send(report: Uint8Array): void {
    this.waiting.push(report);
  }
}
