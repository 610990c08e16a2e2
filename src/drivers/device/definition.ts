import type { EvidenceGrade } from '../../core/ink';
import type { TopazFormat } from '../report/topaz';
import type { ParameterString, UcLogicLayout } from '../report/uc-logic';
import type { WacomIvLayout } from '../report/wacom-iv';
import type { WacomPenLayout } from '../report/wacom-pen';

/** A device as data: how to find it, how to talk to it, what is known of it. The registry makes docs and udev rules from it. */
export interface DeviceDefinitionBase {
  /** Stable, kebab-case; settings, evidence and traces name it. */
  readonly id: string;
  /** Raised with every change of meaning; goes into the evidence. */
  readonly version: string;
  readonly vendor: string;
  readonly product: string;
  /**
   * How far it is proven: on hardware, by published captures, by the driver of the Linux kernel, which reads the same reports
   * alike (test/rig), or from the tables and our own emulator only.
   */
  readonly proven: 'hardware' | 'captures' | 'kernel' | 'emulator';
  /** What to know when something is odd; one sentence each, for docs/devices.md. */
  readonly quirks: readonly string[];
}

export interface UsbIds {
  readonly vendorId: number;
  readonly productId: number;
}

/** A port that carries bytes: RS-232, an FTDI or CDC adapter, a Bluetooth or 2.4 GHz virtual COM port. */
export interface SerialLink {
  readonly kind: 'serial';
  /** The usual rate first; the others are tried in order when nobody answers. */
  readonly baudRates: readonly number[];
  readonly dataBits?: 7 | 8;
  readonly parity: 'none' | 'odd' | 'even';
  /** Modem lines after opening. */
  readonly lines?: { readonly dtr: boolean; readonly rts: boolean };
  /** A virtual port over Bluetooth or 2.4 GHz: it has no modem lines, and holds bytes back up to `latencyMs`. */
  readonly wireless?: { readonly latencyMs: number };
  /** USB ids under which the serial port shows up; empty where only the settings can name the port. */
  readonly usb: readonly UsbIds[];
}

/** A HID device: input, output and feature reports. */
export interface HidLink {
  readonly kind: 'hid';
  readonly usb: readonly UsbIds[];
  /** Which collection or interface carries the reports, where the device shows several. */
  readonly usagePage?: number;
  readonly usage?: number;
  readonly interface?: number;
}

/** A device of its own class: control, bulk and interrupt transfers on one interface. */
export interface UsbLink {
  readonly kind: 'usb';
  readonly usb: readonly UsbIds[];
  readonly interface: number;
}

/** A service on this machine, by WebSocket; the settings say where it listens. */
export interface ServiceLink {
  readonly kind: 'service';
  /** Where it listens unless it was told otherwise. */
  readonly port: number;
  /** Definitions that are found at the same service: the faces of a combined screen. */
  readonly alsoThere?: readonly string[];
  readonly usb: readonly UsbIds[];
}

export type PortLink = SerialLink | HidLink | UsbLink | ServiceLink;

/** What brings a HID tablet to its own reports, in order. Bytes begin with the report id. */
export type InitStep =
  | { readonly kind: 'feature'; readonly bytes: readonly number[] }
  | { readonly kind: 'output'; readonly bytes: readonly number[] };

/** Largest raw values and their resolution, where the device does not tell them. */
export interface PenRange {
  readonly xMax: number;
  readonly yMax: number;
  readonly pressureMax: number;
  readonly unitsPerInch: number;
}

/** Families of report layouts, each with what a model of it has to say. One folder of drivers/report a family. */
export type PenCodec =
  | {
      readonly family: 'wacom-stu';
      /** Has to be found in the model name that the pad reports, else it is the wrong pad. */
      readonly modelPattern: string;
      /** Used for the true size only where the pad reports no resolution. */
      readonly unitsPerInch: number;
      /** Report that holds the serial number; older models have none in letters. */
      readonly serialReport?: number;
      /** penDataOptionMode, the best first: 3 time and number, 1 time only, 2 number only. Empty: neither. */
      readonly optionModes: readonly (1 | 2 | 3)[];
      /** Used only where the pad does not tell its own (capability; 1 zlib, 2 one bit, 4 16 bits, 8 24 bits a pixel). */
      readonly encodingFlags: number;
      /** Whether a part of the screen can be drawn and wiped alone. */
      readonly screenAreas: boolean;
      /** How the pen can be encrypted: Diffie-Hellman with AES-128, or RSA-2048 with AES-256. */
      readonly encryption: 'dh' | 'rsa';
    }
  | {
      readonly family: 'wacom-pen';
      readonly layout: WacomPenLayout;
      readonly init: readonly InitStep[];
      readonly range: PenRange;
    }
  | {
      readonly family: 'uc-logic';
      readonly init: readonly InitStep[];
      /** Tried in order; the first whose parameters answer is the tablet's. */
      readonly modes: readonly UcLogicMode[];
      /** For a tablet whose reports flow without the string, where the string cannot be read. */
      readonly range?: PenRange;
    }
  | { readonly family: 'hanwang'; readonly init: readonly InitStep[]; readonly range: PenRange }
  /** Range, size and layout are those of the report descriptor. */
  | { readonly family: 'hid-digitizer' }
  /** Behind docs/bridge-protocol.md, which tells the range. */
  | { readonly family: 'bridge' }
  | {
      readonly family: 'topaz';
      readonly format: TopazFormat;
      /** Where the writing area begins on the sensor; the range counts from there. */
      readonly origin: { readonly x: number; readonly y: number };
      readonly range: PenRange;
    }
  /** Tells its range, but not its resolution. */
  | { readonly family: 'isdv4'; readonly unitsPerInch: number }
  | {
      readonly family: 'wacom-iv';
      /** How the model name that the tablet reports has to begin, else it is the wrong tablet. */
      readonly modelPattern: string;
      readonly layout: WacomIvLayout;
    };

/** A string descriptor that tells the range (and often switches the tablet over), and the layout of what follows. */
export interface UcLogicMode {
  readonly parameters: ParameterString;
  readonly layout: UcLogicLayout;
}

export type PenFamily = PenCodec['family'];
export type PenCodecOf<F extends PenFamily> = PenCodec & { readonly family: F };

export interface PenTabletDefinition<F extends PenFamily = PenFamily> extends DeviceDefinitionBase {
  readonly kind: 'pen-tablet';
  /** Ways to reach it, the best first. */
  readonly links: readonly (SerialLink | HidLink | ServiceLink)[];
  readonly codec: PenCodecOf<F>;
  readonly evidenceGrade: EvidenceGrade;
  readonly hasScreen: boolean;
  /** For a display that takes a pen: how its EDID names it. It is the patient's screen. */
  readonly displayName?: string;
  /** So far do its coordinates go beyond each edge of its picture, device units; default 0. */
  readonly displayMargin?: number;
  /** For tablets that never say that the pen has left: so long without a report means it. */
  readonly silenceMs?: number;
}

/** Families of fingerprint readers, each with what a model of it has to say. One folder of drivers/report a family. */
export type FingerCodec =
  | {
      readonly family: 'ef01';
      /** Other images that modules sold under this name send; which one it is, the number of bytes says. */
      readonly otherImages: readonly {
        readonly width: number;
        readonly height: number;
        readonly bitsPerPixel: 4 | 8;
      }[];
    }
  /** The rate of its images; it opens at whatever rate it was left at. */
  | { readonly family: 'gt511'; readonly imageBaudRate: number }
  /** U.are.U 4000, 4000B, 4500. */
  | { readonly family: 'uru4000' }
  | { readonly family: 'zk4500' }
  | { readonly family: 'donsee' }
  /** Behind docs/bridge-protocol.md. */
  | { readonly family: 'bridge' };

export type FingerFamily = FingerCodec['family'];
export type FingerCodecOf<F extends FingerFamily> = FingerCodec & { readonly family: F };

export interface FingerprintPadDefinition<F extends FingerFamily = FingerFamily> extends DeviceDefinitionBase {
  readonly kind: 'fingerprint-pad';
  /** Ways to reach it, the best first. */
  readonly links: readonly (SerialLink | UsbLink | ServiceLink)[];
  readonly codec: FingerCodecOf<F>;
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

export type PortDefinition = PenTabletDefinition | FingerprintPadDefinition;
export type DeviceDefinition = PortDefinition | PointerDefinition;

/** Narrows a definition to one family of reports. */
export const isOfFamily = <F extends PenFamily>(
  definition: PenTabletDefinition,
  family: F,
): definition is PenTabletDefinition<F> => definition.codec.family === family;

/** Every link of a definition; none for the pointer. */
export const linksOf = (definition: DeviceDefinition): readonly PortLink[] =>
  definition.kind === 'pointer' ? [] : definition.links;
