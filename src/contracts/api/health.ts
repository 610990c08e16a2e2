import { z } from 'zod';
import { timeMs } from './scalars';

/** GET /healthz: 200 when all checks are 'ok', else 503. */
export const health = z.object({
  status: z.enum(['ok', 'failing']),
  version: z.string(),
  serverTimeMs: timeMs,
  checks: z.object({
    store: z.enum(['ok', 'failing']),
    objects: z.enum(['ok', 'failing']),
    clock: z.enum(['ok', 'failing']),
  }),
});
export type Health = z.infer<typeof health>;
