import { z } from 'zod';
import { label, timeMs } from './scalars';

const device = z.enum(['ready', 'absent', 'wrong', 'lost', 'opening', 'failed']);

/** POST /v1/stations/{id}/status: how a kiosk is, once a minute. No data of patients; nothing is decided by it. */
export const stationStatus = z.strictObject({
  version: label(64),
  pad: device,
  fingerPad: device,
  patientScreen: z.enum(['present', 'absent', 'lost', 'mirrored', 'not-found']),
  disk: z.enum(['ok', 'low', 'full']),
  /** Server's clock minus the kiosk's, milliseconds; null before the first comparison. */
  clockOffsetMs: z.number().int().min(-1e12).max(1e12).nullable(),
  /** Acts and forms kept at the kiosk that the server has not got yet. */
  queue: z.number().int().min(0).max(1_000_000),
  /** Of the last capture of its pad (core/ink), 0 to 100; null before the first. */
  conformance: z.number().int().min(0).max(100).nullable(),
});
export type StationStatus = z.infer<typeof stationStatus>;

export const stationStatusReceipt = z.object({ receivedAtMs: timeMs });
export type StationStatusReceipt = z.infer<typeof stationStatusReceipt>;
