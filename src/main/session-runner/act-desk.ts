import type { ActView } from '../../contracts/ipc';
import type { FingerImage, FingerQuality } from '../../core/finger';
import type { CaptureDevice } from '../../core/ink';
import type { SessionAct } from '../../core/session';
import { pointerDevice } from '../../drivers/pen-tablet';
import type { ActCapture, PreparedAct } from '../sealing';
import { InkRecorder } from './ink-recorder';
import type { InkFaults } from './judge-ink';

type FingerView = ActView['finger'];
type Written = NonNullable<ReturnType<InkRecorder['capture']>>;

/** A capture that was asked for again; itself only where the nurse may take it, and until something new is written. */
export interface RefusedInk extends InkFaults {
  readonly written?: Written & { readonly strokes: number };
}

/** What the act under way has gathered. Memory only: a restart forgets it, and the person signs again. */
export class ActDesk {
  recorder: InkRecorder | undefined;
  source: 'pad' | 'pointer' | 'none' = 'none';
  /** Done ink, waiting for finger and review. */
  written: Written | undefined;
  refused: RefusedInk | undefined;
  /** The written ink is a refused one that the nurse took. */
  waiver: ActCapture['waiver'];
  cleared = 0;
  finger: { readonly image: FingerImage; readonly quality: FingerQuality } | undefined;
  fingerState: FingerView['state'] = 'waiting';
  fingerProgress: number | undefined;
  fingerReason: FingerView['reason'];
  fingerSkipped: string | undefined;
  prepared: PreparedAct | undefined;
  /** SHA-256 of the form that is signed upon, hex. */
  formDigest: string | undefined;
  trouble: string | undefined;
  /** What this person had written was lost with the pad or in a sleep: it is asked for again. */
  inkLost = false;

  /** What the person writes, or wrote, on. */
  get device(): CaptureDevice | undefined {
    return this.recorder?.device ?? this.written?.ink.device;
  }

  /** Something is written, done or not. */
  get hasInk(): boolean {
    return this.written !== undefined || this.recorder?.isEmpty === false;
  }

  /** Ink, print and preview are void. Clear biometric data does not outlive its use: arrays are wiped. */
  forgetInk(): void {
    this.recorder = undefined;
    this.source = 'none';
    this.written = undefined;
    this.refused = undefined;
    this.waiver = undefined;
    this.forgetFinger();
    this.prepared = undefined;
    this.trouble = undefined;
  }

  /** Somebody writes anew: what was refused is no longer there to be taken. */
  forgetRefused(): void {
    if (this.refused?.written === undefined) return;
    const { score, floor, findings } = this.refused;
    this.refused = { score, floor, findings };
  }

  forgetFinger(): void {
    this.finger?.image.pixels.fill(0);
    this.finger = undefined;
    this.fingerState = 'waiting';
    this.fingerProgress = undefined;
    this.fingerReason = undefined;
    this.fingerSkipped = undefined;
  }

  /** The signing area on the screen was laid out anew before anything was written in it. */
  resizePointer(area: { readonly width: number; readonly height: number }): void {
    this.recorder = new InkRecorder(pointerDevice(area));
  }

  /** Everything, for the next person. */
  reset(): void {
    this.forgetInk();
    this.cleared = 0;
    this.inkLost = false;
    this.formDigest = undefined;
  }

  /** What goes into the evidence; undefined before ink was done. */
  capture({ fingerAttempts: attempts, inkRefused }: SessionAct): ActCapture | undefined {
    if (this.written === undefined) return undefined;
    return {
      ...this.written,
      cleared: this.cleared,
      refused: inkRefused,
      ...(this.waiver === undefined ? {} : { waiver: this.waiver }),
      ...(this.finger === undefined ? {} : { finger: { ...this.finger, attempts } }),
      ...(this.fingerSkipped === undefined ? {} : { fingerSkipped: this.fingerSkipped }),
    };
  }
}
