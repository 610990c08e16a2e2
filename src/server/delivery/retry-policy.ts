/** Waits between attempts in seconds; afterwards every half hour. */
const WAITS_S = [1, 2, 5, 10, 30, 60, 300, 900] as const;
const LAST_WAIT_S = 1800;
/** Three days of a receiver's outage are survived; then the event is dead and an operator decides. */
const GIVE_UP_AFTER_MS = 72 * 3_600_000;

/** When to try again after `attempts` failures, or undefined to give up. `spread` (0..1) keeps receivers from stampedes. */
export function nextAttemptMs(
  attempts: number,
  createdAtMs: number,
  nowMs: number,
  spread: number,
): number | undefined {
  if (nowMs - createdAtMs > GIVE_UP_AFTER_MS) return undefined;
  const waitMs = (WAITS_S[attempts - 1] ?? LAST_WAIT_S) * 1000;
  return nowMs + Math.round(waitMs * (1 + 0.2 * spread));
}
