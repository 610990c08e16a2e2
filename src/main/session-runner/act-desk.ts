import type { ActView } from '../../contracts/ipc';
import type { FingerImage, FingerQuality } from '../../core/finger';
import { pointerDevice } from '../../drivers/pen-tablet';
import type { ActCapture, PreparedAct } from '../sealing';
import { InkRecorder } from './ink-recorder';

type FingerView = ActView['finger'];

/** What the act under way has gathered. Memory only: a restart forgets it, and the person signs again. */
export class ActDesk {
  recorder: InkRecorder | undefined;
  source: 'pad' | 'pointer' | 'none' = 'none';
  /** Done ink, waiting for finger and review. */
  written: ReturnType<InkRecorder['capture']>;
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

  /** Something is written, done or not. */
  get hasInk(): boolean {
    return this.written !== undefined || this.recorder?.isEmpty === false;
  }

  /** Ink, print and preview are void. Clear biometric data does not outlive its use: arrays are wiped. */
  forgetInk(): void {
    this.recorder = undefined;
    this.source = 'none';
    this.written = undefined;
    this.forgetFinger();
    this.prepared = undefined;
    this.trouble = undefined;
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
  capture(attempts: number): ActCapture | undefined {
    if (this.written === undefined) return undefined;
    return {
      ...this.written,
      cleared: this.cleared,
      ...(this.finger === undefined ? {} : { finger: { ...this.finger, attempts } }),
      ...(this.fingerSkipped === undefined ? {} : { fingerSkipped: this.fingerSkipped }),
    };
  }
}
