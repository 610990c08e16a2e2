import { z } from 'zod';
import { level } from './level';
import { opaqueId, sha256Hex, timeMs } from './scalars';

/** Answer to PUT /v1/documents/{taskId}: the file was verified, is durable, and the HIS will be told. */
export const documentReceipt = z.object({
  taskId: opaqueId,
  sha256: sha256Hex,
  size: z.number().int(),
  /** Of every signature in the file as it came. */
  level: level.optional(),
  archivedAtMs: timeMs,
  signatures: z.array(z.object({ field: z.string(), slot: z.number().int(), verdict: z.literal('TOTAL-PASSED') })),
});
export type DocumentReceipt = z.infer<typeof documentReceipt>;

/** How long a link to the verifier page opens its document. */
export const VERIFICATION_LINK_SECONDS = 900;

/** Answer to GET /v1/documents/{taskId}/verification: where a person's browser finds the verifier page with this document in it. */
export const verificationLink = z.object({
  /** From the server's root; names the document by a signed ticket, nobody by name. */
  path: z.string(),
  expiresAtMs: timeMs,
});
export type VerificationLink = z.infer<typeof verificationLink>;

/** Query of GET /v1/documents/{taskId}/report. */
export const reportQuery = z.strictObject({ language: z.enum(['zh', 'en']).default('zh') });
