/** A device as data: how to find it, how to talk to it, what is known of it. The registry makes docs and udev rules from it. */
export interface DeviceDefinitionBase {
  /** Stable, kebab-case; settings, evidence and traces name it. */
  readonly id: string;
  /** Raised with every change of meaning; goes into the evidence. */
  readonly version: string;
  readonly vendor: string;
  readonly product: string;
  /** How far it is proven: on hardware, by published captures, or from the tables and our own emulator only. */
  readonly proven: 'hardware' | 'captures' | 'emulator';
  /** What to know when something is odd; one sentence each, for docs/devices.md. */
  readonly quirks: readonly string[];
}

export interface SerialLink {
  readonly kind: 'serial';
  readonly baudRate: number;
  readonly parity: 'none' | 'odd' | 'even';
  /** Modem lines after opening. */
  readonly lines?: { readonly dtr: boolean; readonly rts: boolean };
  /** USB ids under which the serial port shows up; empty where only the settings can name the port. */
  readonly usb: readonly { readonly vendorId: number; readonly productId: number }[];
}

export interface PenTabletDefinition extends DeviceDefinitionBase {
  readonly kind: 'pen-tablet';
  readonly link: SerialLink;
  readonly codec: 'wacom-stu';
  /** Has to be found in the model name that the pad reports, else it is the wrong pad. */
  readonly modelPattern: string;
  /** Used for the true size only where the pad reports no resolution. */
  readonly unitsPerInch: number;
  readonly hasScreen: boolean;
  /** Report that holds the serial number. */
  readonly serialReport: number;
}

export interface FingerprintPadDefinition extends DeviceDefinitionBase {
  readonly kind: 'fingerprint-pad';
  readonly link: SerialLink;
  readonly codec: 'ef01';
  readonly image: {
    readonly width: number;
    readonly height: number;
    readonly bitsPerPixel: 4 | 8;
    readonly dpi: number;
  };
}

/** Mouse, touch or pen of a screen: no port of its own, the lower evidence grade is declared. */
export interface PointerDefinition extends DeviceDefinitionBase {
  readonly kind: 'pointer';
  readonly pressureMax: number;
}

export type DeviceDefinition = PenTabletDefinition | FingerprintPadDefinition | PointerDefinition;
