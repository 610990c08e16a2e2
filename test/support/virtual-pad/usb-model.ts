/** A USB device as data and handlers: the same model stands behind a port in memory and behind USB/IP in a real kernel. */
export interface UsbModel {
  readonly descriptors: UsbDescriptors;
  /** A vendor request; undefined stalls. */
  readonly controlIn: (setup: UsbSetup) => Uint8Array | undefined;
  /** False stalls. */
  readonly controlOut: (setup: UsbSetup, data: Uint8Array) => boolean;
  /** What an endpoint has to give now; undefined: nothing yet. */
  readonly input: (endpoint: number) => Uint8Array | undefined;
  /** What an endpoint takes. */
  readonly output?: (endpoint: number, data: Uint8Array) => void;
  /** Requests of the interface's class, as controlIn and controlOut; out is taken where there is no handler. */
  readonly classIn?: UsbModel['controlIn'];
  readonly classOut?: UsbModel['controlOut'];
  /** A whole string descriptor beyond the three usual ones; undefined stalls. */
  readonly string?: (index: number) => Uint8Array | undefined;
}

export interface UsbSetup {
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
}

export interface UsbDescriptors {
  readonly vendorId: number;
  readonly productId: number;
  readonly release: number;
  /** Maker, product, serial number. */
  readonly strings: readonly [string, string, string];
  readonly speed: 'full' | 'high';
  readonly interfaces: readonly UsbInterface[];
}

export interface UsbInterface {
  /** Class, subclass, protocol. */
  readonly code: readonly [number, number, number];
  /** Of a HID interface. */
  readonly reportDescriptor?: Uint8Array;
  /** Other descriptors of the class, in front of the endpoints. */
  readonly functional?: readonly number[];
  readonly endpoints: readonly UsbEndpoint[];
}

/** A device of its own kind: one interface that only its maker's software knows. */
export const ownClass = (...endpoints: readonly UsbEndpoint[]): readonly UsbInterface[] => [
  { code: [0xff, 0xff, 0xff], endpoints },
];

export interface UsbEndpoint {
  readonly address: number;
  readonly kind: 'bulk' | 'interrupt';
  readonly packet: number;
  readonly interval?: number;
}
