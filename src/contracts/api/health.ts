import { z } from 'zod';
import { timeMs } from './scalars';

/** Version of this contract: the `v1` of the paths. A server may speak more than one. */
export const API_VERSION = 1;

/** GET /healthz: 200 when all checks are 'ok', else 503. */
export const health = z.object({
  status: z.enum(['ok', 'failing']),
  version: z.string(),
  /** Versions of the contract that are spoken; servers from before this member speak the first. */
  apiVersions: z.array(z.number().int()).max(16).default([1]),
  serverTimeMs: timeMs,
  checks: z.object({
    store: z.enum(['ok', 'failing']),
    objects: z.enum(['ok', 'failing']),
    clock: z.enum(['ok', 'failing']),
  }),
});
export type Health = z.infer<typeof health>;
