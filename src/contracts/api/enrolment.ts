import { z } from 'zod';
import { base64Der, label, opaqueId, timeMs } from './scalars';

/** Groups of letters without those that look alike, e.g. `K7QF-2MWD-XH4P`. */
export const enrolmentCode = z.string().regex(/^[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){2,5}$/, 'enrolment code');

/**
 * POST /v1/enrolments. The request is signed (RFC 9421, ecdsa-p256-sha256, keyid `ENROLMENT_KEY_ID`) with the key
 * that it brings, so that the kiosk proves possession. The code works once.
 */
export const enrolmentRequest = z.strictObject({
  code: enrolmentCode,
  /** SubjectPublicKeyInfo of the device key, P-256. */
  publicKey: base64Der,
  /** How the station is called from now on; without it as the hospital calls it. */
  stationName: label(64).optional(),
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;

/** keyid of the one request that a kiosk makes before it has a station id. */
export const ENROLMENT_KEY_ID = 'enrolment';

export const custodian = z.object({ id: opaqueId, name: z.string(), certificate: base64Der });
export type Custodian = z.infer<typeof custodian>;

/** A time-stamping authority (RFC 3161 over HTTP), ours or another's. */
export const timeStampSource = z.object({
  name: opaqueId,
  /** Absolute, or relative to the server's URL. */
  url: z.string(),
  /** Roots that its tokens must lead to; trusted for time-stamps only. */
  anchors: z.array(base64Der).min(1),
  timeoutMs: z.number().int().min(100).max(60_000),
});
export type TimeStampSourceSettings = z.infer<typeof timeStampSource>;

/** What a kiosk keeps in `enrolment.json`. From now on its requests are signed with keyid = `stationId`. */
export const enrolment = z.object({
  stationId: opaqueId,
  ward: z.string(),
  hospital: z.string(),
  /** The station's own certificate (clientAuth), for mutual TLS and for sealed interval records. */
  certificate: base64Der,
  trust: z.object({
    /** Roots to trust for event certificates and time-stamps. */
    roots: z.array(base64Der).min(1),
    /** Intermediates of event certificates. */
    chain: z.array(base64Der),
    /** Certificate of the time-stamp unit. */
    timeStampUnit: base64Der,
  }),
  /** Everyone for whom evidence is encrypted; at least two. */
  custodians: z.array(custodian).min(2),
  policyId: opaqueId,
  /** RFC 3161 over HTTP; absolute or relative to the server's URL. */
  tsaUrl: z.string(),
  /** Every time-stamp source in the order in which they are asked; without it the one at `tsaUrl`. */
  timeStampSources: z.array(timeStampSource).max(8).optional(),
  enrolledAtMs: timeMs,
});
export type Enrolment = z.infer<typeof enrolment>;
