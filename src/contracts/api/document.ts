import { z } from 'zod';
import { opaqueId, sha256Hex, timeMs } from './scalars';

/** Answer to PUT /v1/documents/{taskId}: the file was verified, is durable, and the HIS will be told. */
export const documentReceipt = z.object({
  taskId: opaqueId,
  sha256: sha256Hex,
  size: z.number().int(),
  archivedAtMs: timeMs,
  signatures: z.array(z.object({ field: z.string(), slot: z.number().int(), verdict: z.literal('TOTAL-PASSED') })),
});
export type DocumentReceipt = z.infer<typeof documentReceipt>;
