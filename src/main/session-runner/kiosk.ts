import type {
  AboutView,
  DisplayView,
  Intent,
  IntentOutcome,
  KioskSnapshot,
  Language,
  PadPicture,
  Part,
  PointerBatch,
  WindowName,
} from '../../contracts/ipc';
import type { Clock, RandomAccess } from '../../core/base';
import type { DeviceHost } from '../device-host';
import type { SealingPorts } from '../sealing';
import type { ServerClient } from '../server-client';
import type { Settings } from '../settings';
import type { ShellKeys } from './connection';

/** Everything of the kiosk but Electron: devices, journey, journal, sealing, delivery. Screens draw its snapshots. */
export interface Kiosk {
  snapshot(): KioskSnapshot;
  /** Told after every change; answers the function that ends it. */
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): () => void;
  /** A screen's wish. Resolves when main has decided; what follows shows in snapshots. Never rejects. */
  intent(intent: Intent, from: WindowName): Promise<IntentOutcome>;
  /** Mouse, touch or pen of the patient screen, while no pad is there and the hospital allows it. */
  pointer(batch: PointerBatch): void;
  /** What the pad's own screen is to show, while somebody signs on it; else it is dropped. */
  padPicture(picture: PadPicture): void;
  /** The bytes behind a document key of the present snapshot; undefined for any other key. */
  documentSource(key: string): RandomAccess | undefined;
  /** The root certificates that this kiosk trusts, as PEM; empty before it is enrolled. */
  trustAnchors(): string;
  /** A launch ticket of the HIS: redeemed once at the server, then its task is opened. */
  redeem(ticket: string): Promise<IntentOutcome>;
  /** The shell tells which screens there are. */
  setScreens(screens: KioskScreens): void;
  /** The computer sleeps or is locked: devices are let go, an act that nobody confirmed is interrupted. */
  suspend(): void;
  /** It is awake and unlocked: devices are opened anew, the server is asked. Right without a `suspend` before as well. */
  resume(): void;
  /** Ends acts that nobody confirmed as interrupted; what is confirmed stays in the journal. */
  close(): Promise<void>;
}

export interface KioskScreens {
  readonly layout: KioskSnapshot['layout'];
  readonly patientScreen: KioskSnapshot['health']['patientScreen'];
  /** Where the inside of the window in which the patient signs stands on the display that takes the pen. */
  readonly penPlace?: Part | undefined;
  readonly displays?: readonly DisplayView[];
}

/** What only the shell can do with displays. */
export interface KioskDisplays {
  identify(language: Language): void;
  /** That one is the patient's; undefined: found by what they are. */
  pin(display: Settings['patientDisplay']): void;
}

/** Codes, counts, ids: never a name. The shape of main/log. */
export type KioskLog = (
  level: 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

/** What the shell knows of the program that it is part of. */
export interface ProgramFacts extends Pick<AboutView, 'papers'> {
  readonly kind: AboutView['build']['kind'];
  readonly runtime: Pick<AboutView['runtime'], 'pinned' | 'is'>;
  /** The system's key store. */
  readonly keyStore: string;
}

/** What only the shell can do for an update. */
export interface KioskUpdates {
  /** Node's words: `win32-x64`. */
  readonly platform: string;
  /** Folder of the installer with the system's rights. */
  readonly installer: string;
  /** Windows and devices are up. */
  readonly isUp: () => boolean;
  /** The installer was asked: close the kiosk. */
  readonly leave: () => void;
}

export interface KioskOptions {
  /** INKWITNESS_HOME: settings, keys and journal are in its folder `kiosk`. */
  readonly home: string;
  readonly deviceHost: DeviceHost;
  readonly shell?: ShellKeys;
  readonly clock?: Clock;
  readonly log?: KioskLog;
  readonly version: string;
  /** Digest or revision of the build, for the manifest. */
  readonly build?: string;
  /** Left out where there is no shell: a kiosk from source. */
  readonly program?: ProgramFacts;
  readonly screens?: KioskScreens;
  readonly displays?: KioskDisplays;
  /** Full TrueType for captions; found beside the program or in node_modules when left out. */
  readonly fontPath?: string;
  /** Without it there are no updates. */
  readonly updates?: KioskUpdates;
  /** In tests: other ports or another client than the ones made from settings and enrolment. */
  readonly sealingPorts?: SealingPorts;
  readonly serverClient?: ServerClient;
  /** How often the worklist is asked for and unsealed acts are tried again, milliseconds. */
  readonly pollMs?: number;
}
