import { z } from 'zod';
import { SLOTS_MAX, sha256Hex, timeMs } from './scalars';

export const OUTCOMES = ['refused', 'interrupted', 'released'] as const;
export const OUTCOME_REASONS = [
  'signer-declined',
  'patient-called-away',
  'wrong-patient',
  'needs-explanation',
  'device-trouble',
  'document-unusable',
  'other',
] as const;

/**
 * POST /v1/tasks/{id}/outcome, from the station that has the task. 'refused': the signer said no, final.
 * 'interrupted': stopped, goes on at this station. 'released': nothing was signed here, another try may begin afresh.
 */
export const outcomeRequest = z.strictObject({
  outcome: z.enum(OUTCOMES),
  reason: z.enum(OUTCOME_REASONS),
  /** Code from the error table when `reason` is 'document-unusable' or 'device-trouble'. */
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{2,63}$/)
    .optional(),
  slot: z
    .number()
    .int()
    .min(0)
    .max(SLOTS_MAX - 1)
    .optional(),
  atMs: timeMs,
  /** Head and length of the kiosk's event chain for this task. */
  chainHead: sha256Hex,
  chainLength: z.number().int().min(1).max(1_000_000),
});
export type OutcomeRequest = z.infer<typeof outcomeRequest>;
