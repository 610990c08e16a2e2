import type { ActView, DisplayMessage } from '../../contracts/ipc';

/**
 * A press of the mouse that begins this close to the beginning of a stroke on the pad is the pad's own: both come of one report.
 * Both times are those of their origin, so a busy screen does not blur them.
 */
const SAME_MS = 80;
/** As many beginnings as a hand makes within a press and the way of its click. */
const KEPT = 16;

/**
 * Whether a pad signs whose pen is not meant for the screens. That of a pen display which shows the patient's window is: it
 * presses the buttons there as a finger would.
 */
export const isPadApart = (act: ActView | undefined): boolean =>
  act?.step === 'sign' && act.ink.source === 'pad' && act.ink.onScreen !== true;

/** Tells presses that a signing pad makes as the system's mouse or pen from those of a hand at the screen (docs/adr/0024). */
export class PadGuard {
  #stroke = -1;
  #beginningsMs: number[] = [];

  take(message: DisplayMessage): void {
    if (message.kind === 'clear') this.#stroke = -1;
    if (message.kind !== 'points' || message.stroke === this.#stroke) return;
    this.#stroke = message.stroke;
    this.#beginningsMs = [...this.#beginningsMs, message.sentAtUs / 1000].slice(-KEPT);
  }

  /** `pressedMs`: wall clock at which the press began. Fingers and keys are never the pad's. */
  isOfPad(pointerType: string, pressedMs: number): boolean {
    if (pointerType === 'pen') return true;
    return pointerType === 'mouse' && this.#beginningsMs.some((ms) => Math.abs(ms - pressedMs) <= SAME_MS);
  }
}
