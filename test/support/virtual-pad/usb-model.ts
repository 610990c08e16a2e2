/** A USB device as data and handlers: the same model stands behind a port in memory and behind USB/IP in a real kernel. */
export interface UsbModel {
  readonly descriptors: UsbDescriptors;
  /** A vendor request; undefined stalls. */
  readonly controlIn: (setup: UsbSetup) => Uint8Array | undefined;
  /** False stalls. */
  readonly controlOut: (setup: UsbSetup, data: Uint8Array) => boolean;
  /** What an endpoint has to give now; undefined: nothing yet. */
  readonly input: (endpoint: number) => Uint8Array | undefined;
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
  readonly endpoints: readonly UsbEndpoint[];
}

export interface UsbEndpoint {
  readonly address: number;
  readonly kind: 'bulk' | 'interrupt';
  readonly packet: number;
  readonly interval?: number;
}
