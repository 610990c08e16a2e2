import type { ActView, DisplayMessage } from '../../contracts/ipc';

/**
 * A press of the mouse that begins this close to the beginning of a stroke on the pad is the pad's own: both come of one report.
 * Both times are those of their origin, so a busy screen does not blur them.
 */
const SAME_MS = 80;
/** As many beginnings as a hand makes within a press and the way of its click. */
const KEPT = 16;

/**
 * Whether a pad signs whose pen is not meant for the screens. A pen display, whose surface is the screen itself, is: it has a
 * screen and takes no pictures.
 */
export const isPadApart = (act: ActView | undefined): boolean =>
  act?.step === 'sign' && act.ink.source === 'pad' && !(act.ink.padHasScreen && act.ink.padScreen === undefined);

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
