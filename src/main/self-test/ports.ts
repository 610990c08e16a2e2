import type { DeviceState } from '../../contracts/ipc';
import type { Result } from '../../core/base';
import type { TimeStampSource } from '../../core/tsp';
import type { CaptionFont } from '../sealing';
import type { ServerClient, TlsTrust } from '../server-client';
import type { Machine } from '../settings';

/** A device as whoever has it open knows it. */
export interface DeviceReading {
  readonly kind: 'pad' | 'finger-pad';
  readonly state: DeviceState;
  /** Vendor and product. */
  readonly name?: string;
  /** Id and version of its definition. */
  readonly definition?: string;
  readonly code?: string;
  /** Of the last capture (core/ink), 0 to 100. */
  readonly conformance?: number;
}

/** The way to the server as this kiosk would go it. */
export interface WayToServer {
  readonly serverUrl: string;
  readonly trust: TlsTrust;
  readonly client: ServerClient;
  /** undefined before the enrolment. */
  readonly stationId: string | undefined;
  /** Without the device key: what only the kiosk itself may ask is left out. */
  readonly isStranger: boolean;
  readonly timeSources: readonly TimeStampSource[];
  /** What was opened for looking only is closed again. */
  close(): void;
}

export type PatientScreen = 'present' | 'absent' | 'lost' | 'mirrored' | 'not-found';

/** Everything that the examinations look at; the kiosk and `inkwitness doctor` have their own. */
export interface SelfTestPorts {
  /** The kiosk's folder in the data folder. */
  readonly folder: string;
  readonly machine: Machine;
  /** undefined: whoever asks sees no displays. */
  readonly patientScreen: () => PatientScreen | undefined;
  readonly devices: () => Promise<readonly DeviceReading[]>;
  /** SETTINGS_UNREADABLE, ENROLMENT_UNREADABLE. */
  readonly wayToServer: () => Promise<Result<WayToServer>>;
  readonly captionFont: CaptionFont;
  readonly program: {
    /** Where the code runs. */
    readonly folder: string;
    /** Files that must be in it; empty where it is run from source. */
    readonly files: readonly string[];
    /** Folder of the installed program, where there is one: all of it is compared with what was packed. */
    readonly packaged?: string;
  };
  /** Native and other modules that are loaded at run time. */
  readonly modules: readonly string[];
  /** Answer of a program of the system; undefined where it is not there or fails. */
  readonly command: (program: string, args: readonly string[]) => Promise<string | undefined>;
  /** /etc, where browsers keep their policies on Linux. */
  readonly etc: string;
  readonly nowMs: () => number;
}
