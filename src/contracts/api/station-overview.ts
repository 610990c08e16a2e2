import { z } from 'zod';
import { operatorSession } from './operator';
import { opaqueId, timeMs } from './scalars';
import { stationStatus } from './station-status';

/**
 * What somebody should look at, worst first. `silent`, `never-heard` and `not-enrolled` say why there is no state of now;
 * everything else was so when the station spoke last.
 */
export const stationFinding = z.enum([
  'holds-forms',
  'certificate-ended',
  'disk-full',
  'release-failed',
  'pad-failed',
  'pad-lost',
  'pad-absent',
  'pad-wrong',
  'queue-stuck',
  'clock-wrong',
  'screen-lost',
  'screen-not-found',
  'screen-mirrored',
  'finger-pad-failed',
  'finger-pad-lost',
  'finger-pad-absent',
  'finger-pad-wrong',
  'conformance-low',
  'disk-low',
  'certificate-ending',
  'frozen',
  'silent',
  'never-heard',
  'not-enrolled',
]);
export type StationFinding = z.infer<typeof stationFinding>;

/** `silent`: nothing for more than five minutes; `never`: nothing at all so far. */
export const stationCondition = z.enum(['attention', 'silent', 'never', 'ok']);
export type StationCondition = z.infer<typeof stationCondition>;

/** One station as the server knows it; no data of patients. */
export const stationOverview = z.object({
  id: opaqueId,
  name: z.string(),
  ward: z.string(),
  condition: stationCondition,
  /** Worst first; empty with `ok`. */
  findings: z.array(stationFinding),
  enrolledAtMs: timeMs.nullable(),
  /** End of the certificate of its key. */
  certificateEndsAtMs: timeMs.nullable(),
  heardAtMs: timeMs.nullable(),
  /** As it said last. */
  status: stationStatus.nullable(),
  /** Since when something has been waiting at the station without a pause. */
  queueSinceMs: timeMs.nullable(),
  /** How its last update went. */
  release: z.object({ version: z.string(), outcome: z.enum(['healthy', 'failed']), atMs: timeMs }).nullable(),
});
export type StationOverview = z.infer<typeof stationOverview>;

/** GET /v1/stations: every station, worst first. */
export const stationsOverview = z.object({
  hospital: z.string(),
  serverTimeMs: timeMs,
  session: operatorSession,
  stations: z.array(stationOverview),
});
export type StationsOverview = z.infer<typeof stationsOverview>;
