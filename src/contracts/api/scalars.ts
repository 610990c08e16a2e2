import { z } from 'zod';

/** SHA-256, 64 lower-case hexadecimal digits. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'sha256 in lower-case hex');

/** Opaque identifiers chosen by the server: never patient data, safe in a path. */
export const opaqueId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'identifier');

/** DER in base64 with padding (RFC 4648 section 4), 16 KiB of DER at most. */
export const base64Der = z
  .string()
  .min(4)
  .max(21_848)
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'base64');

/** Wall clock, milliseconds since 1970-01-01T00:00:00Z. */
export const timeMs = z.number().int().min(0).max(253_402_300_799_999);

/** Text for people: trimmed, no control characters. */
export const label = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/u, 'no control characters');

/** Idempotency-Key header: 16 to 64 characters, a fresh UUID or random hex for each act. */
export const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'idempotency key');

/** A sealed or source PDF may have this many bytes unless the server is set otherwise. */
export const DOCUMENT_MAX_BYTES = 256 * 1024 * 1024;
/** JSON bodies of every endpoint. */
export const JSON_MAX_BYTES = 64 * 1024;
/** Signature slots of one task. */
export const SLOTS_MAX = 16;
