import type { StationStatus } from '../../contracts/api';
import type { Bedside } from './bedside';
import { healthOf } from './snapshot-view';

const EVERY_MS = 60_000;

/** How this kiosk is, without a word about a patient. */
export function statusOf(bedside: Bedside): StationStatus {
  const { pad, fingerPad, patientScreen, disk, queue } = healthOf(bedside);
  const { clockOffsetMs, conformance = null, version } = bedside;
  const isKnown = clockOffsetMs !== null && Number.isFinite(clockOffsetMs);
  const clock = { clockOffsetMs: isKnown ? Math.round(clockOffsetMs) : null };
  return { version, pad: pad.state, fingerPad: fingerPad.state, patientScreen, disk, queue, conformance, ...clock };
}

/** Tells the server how this kiosk is, once a minute while it can be reached; a status that is lost is followed by the next. */
export function statusTeller(bedside: Bedside): () => Promise<void> {
  let toldMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = bedside.clock.nowMs();
    if (bedside.server !== 'reachable' || nowMs - toldMs < EVERY_MS) return;
    toldMs = nowMs;
    await bedside.connection.client.status(statusOf(bedside));
  };
}
