import { pause } from './pause';

/** Between two looks for a finger. */
export const LOOK_MS = 120;
/** Before a second read the finger has to be lifted; nobody waits longer than this for it. */
const LIFT_MS = 3000;

/** Waits until a look says that no finger is there, or that it cannot tell. */
export async function untilLifted(signal: AbortSignal, isGone: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < LIFT_MS && !signal.aborted; waited += LOOK_MS) {
    if (await isGone()) return;
    await pause(LOOK_MS, signal);
  }
}
