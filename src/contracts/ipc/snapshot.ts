import type { ConformanceFinding } from '../../core/ink';
import type { AboutView } from './about';
import type { Capacity, Language, Relation } from './choices';
import type { DisplaysView } from './displays';

/** A rectangle in parts of a whole: 0 its left or top edge, 1 its right or bottom one. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The whole state a screen draws from. Sent whole on every change: screens keep no state of the journey themselves. */
export interface KioskSnapshot {
  readonly sequence: number;
  readonly language: Language;
  /** 'two-screens': bench and patient windows on two displays; 'one-screen': one display, the device is handed over. */
  readonly layout: 'two-screens' | 'one-screen';
  readonly station: { readonly id: string; readonly ward: string };
  readonly version: string;
  readonly testBuild: boolean;
  readonly health: Health;
  readonly worklist: readonly WorklistItem[];
  readonly worklistState: 'loading' | 'ready' | 'stale' | 'never';
  readonly task?: TaskView;
  readonly act?: ActView;
  readonly notice?: Notice;
  /** The last self-test, or the one under way; absent before the first. */
  readonly selfTest?: SelfTestView;
  /** Absent where nobody sees displays. */
  readonly displays?: DisplaysView;
  /** What this station is; absent before somebody asked. */
  readonly about?: AboutView;
}

export type DeviceState = 'ready' | 'absent' | 'wrong' | 'lost' | 'opening' | 'failed';
export interface DeviceHealth {
  readonly state: DeviceState;
  /** Vendor and product as the definition names them. */
  readonly name?: string;
  readonly code?: string;
  /** 'A' device clock and sequence, 'B' host clock only, 'C' pointer. */
  readonly evidenceGrade?: 'A' | 'B' | 'C';
}
export interface Health {
  readonly pad: DeviceHealth;
  readonly fingerPad: DeviceHealth;
  readonly patientScreen: 'present' | 'absent' | 'lost' | 'mirrored' | 'not-found';
  readonly server: 'reachable' | 'away' | 'never' | 'not-enrolled';
  readonly timeSource: 'trusted' | 'away' | 'clock-wrong';
  /** Acts and documents kept here that the server has not got yet. */
  readonly queue: number;
  readonly disk: 'ok' | 'low' | 'full';
  readonly pointerAllowed: boolean;
  /**
   * A newer version lies ready and waits for the nurse, or for the quiet hours of tonight; its installer runs; it did not come
   * up and the one before is back.
   */
  readonly update?: 'waiting' | 'tonight' | 'installing' | 'failed';
}

export type TaskState =
  | 'waiting' // nobody has begun
  | 'in-progress' // at least one act begun here
  | 'interrupted' // begun, then stopped or crashed; can be resumed
  | 'declined' // the signer said no; the nurse decides what is recorded
  | 'sealing' // confirmed, kept here, certificate or time pending
  | 'signed' // all signers sealed, not delivered yet
  | 'delivered'
  | 'refused' // refusal recorded
  | 'withdrawn' // by the HIS
  | 'elsewhere' // another station has it
  | 'blocked'; // the form cannot be signed; code says why

export interface WorklistItem {
  readonly taskId: string;
  readonly bed: string;
  readonly patientName: string;
  readonly formTitle: string;
  readonly formKind: FormKind;
  readonly state: TaskState;
  readonly code?: string;
  readonly signersDone: number;
  readonly signersTotal: number;
  readonly createdAtMs: number;
  /** Wristband number; scanning it opens the task. */
  readonly visitId: string;
}
export type FormKind = 'surgery' | 'anaesthesia' | 'transfusion' | 'special-treatment' | 'critical-notice' | 'other';

export interface TaskView {
  readonly taskId: string;
  readonly formTitle: string;
  readonly formKind: FormKind;
  readonly state: TaskState;
  readonly code?: string;
  readonly patient: {
    readonly name: string;
    readonly sex: 'male' | 'female' | 'unknown';
    readonly birthDate: string;
    readonly visitId: string;
    readonly ward: string;
    readonly bed: string;
  };
  readonly patientConfirmed: boolean;
  /** The very file that is shown and signed: fetch it from `app://kiosk/document/<documentKey>`. Changes with every revision. */
  readonly documentKey?: string;
  readonly pageCount?: number;
  readonly waiting?: Waiting;
  readonly signers: readonly SignerView[];
}
export interface SignerView {
  readonly slot: number;
  /** What the form asks for here, e.g. 'patient' or 'close-relative'; the nurse may choose another allowed one. */
  readonly capacity: Capacity;
  readonly allowedCapacities: readonly Capacity[];
  readonly name: string;
  readonly relation?: Relation;
  readonly fingerprint: 'required' | 'optional' | 'none';
  readonly state: 'waiting' | 'chosen' | 'signing' | 'confirmed' | 'sealed';
  readonly sealedAtMs?: number;
  /**
   * 'trusted' once the time-stamp token is in the file; 'closing': a time-stamp over the whole form will stand for it;
   * 'claimed': the task asked for none.
   */
  readonly time?: 'trusted' | 'pending' | 'closing' | 'claimed';
}
/** What a form that people cannot go on with waits for, and since when. */
export interface Waiting {
  /**
   * 'certificate': confirmed, not signed yet; 'time': signed, the next signer waits; 'closing': everybody signed;
   * 'second-look': signed, and the server reads the file once more before it takes it.
   */
  readonly for: 'certificate' | 'time' | 'closing' | 'second-look';
  readonly sinceMs: number;
}

export type ActStep =
  | 'identify'
  | 'read'
  | 'sign'
  | 'finger'
  | 'review'
  | 'sealing'
  | 'thanks'
  | 'declined'
  | 'interrupted';
export interface ActView {
  readonly slot: number;
  readonly step: ActStep;
  readonly signerName: string;
  readonly capacity: Capacity;
  readonly relation?: Relation;
  /** SHA-256 of the form that is signed upon, lower-case hex; from the step of signing on. */
  readonly formDigest?: string;
  /** What the form says that this signer agrees to; without it the screen uses its own sentence. */
  readonly sentence?: string;
  readonly pagesSeen: readonly number[];
  readonly readAloud: boolean;
  readonly ink: {
    /** 'pad': the pen writes on a device; 'pointer': mouse, touch or pen of this screen. */
    readonly source: 'pad' | 'pointer' | 'none';
    readonly strokes: number;
    readonly canConfirm: boolean;
    /** What was written before is void, through no fault of the person: it is asked for once more. */
    readonly again?: boolean;
    /** A pad that is the patient's display: its pen writes where it is seen. */
    readonly onScreen?: true;
    /** Then the place to sign, in parts of the pad; what the display port tells outside of it is not drawn. */
    readonly area?: Part;
    /** True size of the writing surface, with `area` of that; the screen draws at this proportion. */
    readonly widthUm: number;
    readonly heightUm: number;
    readonly padHasScreen: boolean;
    /** The pad did not record the last signature well: it is asked for again. */
    readonly refused?: {
      /** Why, most grave first; never empty. */
      readonly findings: readonly ConformanceFinding[];
      /** 0..100, and the least that the hospital asks for. */
      readonly score: number;
      readonly floor: number;
      readonly times: number;
      /** The nurse may take it as it is. */
      readonly mayAccept: boolean;
    };
    /** Pixels of a pad's screen that shows pictures; `busy` while one is drawn and the pen cannot write. */
    readonly padScreen?: { readonly width: number; readonly height: number; readonly busy: boolean };
  };
  readonly finger: {
    readonly state: 'not-needed' | 'waiting' | 'reading' | 'good' | 'poor' | 'absent' | 'skipped';
    readonly progress?: number;
    readonly reason?: 'too-dry' | 'too-wet' | 'moved' | 'lifted' | 'partial' | 'device';
    readonly attempts: number;
    /** Poor prints after which the nurse has another way. */
    readonly tries: number;
    readonly maySkip: boolean;
  };
  /** At the review: the prepared revision, and where the ink stands in it. PDF points, origin top left of the page as displayed. */
  readonly review?: {
    readonly documentKey: string;
    readonly page: number;
    readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  };
  readonly receipt?: {
    readonly formTitle: string;
    readonly signedAtMs: number;
    readonly time: 'trusted' | 'pending' | 'claimed';
    /**
     * Lower-case hex: SHA-256 of the sealed revision; while its time is pending, of the signed bytes (the ByteRange), which
     * the time-stamp does not change.
     */
    readonly digest: string;
    /** Text of the QR code. */
    readonly qr: string;
    readonly lastSigner: boolean;
  };
  /** Set when the step cannot go on by itself: pad lost, server away, ... */
  readonly trouble?: { readonly code: string };
}

/** What the examinations of this kiosk found, in the kiosk's language. */
export interface SelfTestView {
  readonly running: boolean;
  /** Examinations that are made, of all. */
  readonly done: number;
  readonly total: number;
  readonly startedAtMs: number;
  readonly lines: readonly SelfTestLine[];
  /** Path of the file that the result was written to. */
  readonly exportedTo?: string;
}
export interface SelfTestLine {
  /** Of the examination; several lines may have one. */
  readonly id: string;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'ok' | 'warning' | 'failing' | 'not-applicable' | 'not-run';
  readonly says: string;
  readonly toDo?: string;
  readonly code?: string;
}

/** A message on the bench: what is safe, what happened, what to do; the words are in the catalogue under `error.<code>`. */
export interface Notice {
  readonly id: number;
  readonly severity: 'info' | 'warning' | 'danger' | 'done';
  readonly code: string;
  readonly correlationId?: string;
  /** Characters of a name that no font has: for the screen only, never logged. */
  readonly characters?: string;
}

/** Messages on the display port (device host to screen): a copy for the eye, never evidence. */
export type DisplayMessage =
  /** Coordinates are 0..1 of the pad's width and height; triples x, y, pressure 0..1. `stroke` counts from 0 in this act. */
  | {
      readonly kind: 'points';
      readonly stroke: number;
      readonly end: boolean;
      readonly triples: Float32Array;
      readonly sentAtUs: number;
    }
  | { readonly kind: 'clear' }
  | { readonly kind: 'hover'; readonly x: number; readonly y: number }
  /** 8 bit grey, 0 black. */
  | { readonly kind: 'finger'; readonly width: number; readonly height: number; readonly pixels: Uint8Array };
