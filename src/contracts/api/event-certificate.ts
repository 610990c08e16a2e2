import { z } from 'zod';
import { CAPACITIES, RELATIONS } from '../ipc';
import { base64Der, label, opaqueId, SLOTS_MAX, sha256Hex, timeMs } from './scalars';

/**
 * POST /v1/event-certificates: certifies the one-time key of one signer's act. Only digests travel;
 * they go into the binding extension of the certificate.
 */
export const eventCertificateRequest = z.strictObject({
  taskId: opaqueId,
  slot: z
    .number()
    .int()
    .min(0)
    .max(SLOTS_MAX - 1),
  /** SubjectPublicKeyInfo of a fresh P-256 key. */
  publicKey: base64Der,
  signer: z.strictObject({ name: label(100), capacity: z.enum(CAPACITIES), relation: z.enum(RELATIONS).optional() }),
  /** D1: SHA-256 over the ByteRange of the revision. */
  documentDigest: sha256Hex,
  /** SHA-256 of the manifest M. */
  manifestDigest: sha256Hex,
  bindingA: sha256Hex,
  bindingB: sha256Hex,
  /** /M as the act was prepared: before the review, and hours before this request when the server was away. */
  signingTimeMs: timeMs.optional(),
});
export type EventCertificateRequest = z.infer<typeof eventCertificateRequest>;

export const eventCertificate = z.object({
  /** The certificate, DER in base64. */
  certificate: base64Der,
  /** Issuer first, root not included. */
  chain: z.array(base64Der),
  /** Lower-case hex, no leading zero byte. */
  serial: z.string(),
  issuedAtMs: timeMs,
});
export type EventCertificate = z.infer<typeof eventCertificate>;
