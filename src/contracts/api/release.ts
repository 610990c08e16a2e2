import { z } from 'zod';

/** Base64 with padding of at most 16 KiB. */
const base64 = z
  .string()
  .max(21_848)
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'base64');

/** A release manifest (canonical JSON) and its detached signature; the server passes on what the release key signed. */
export const signedRelease = z.strictObject({ manifest: base64, signature: base64 });

/** Node's words for the machine: `win32-x64`. */
export const releasePlatform = z.string().regex(/^[a-z0-9]{2,10}-[a-z0-9]{2,10}$/, 'platform');
const version = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/, 'version');
/** `latest`: the newest one whose ring is open for the caller; a version: that one, for the way back to it. */
export const releaseVersion = z.union([z.literal('latest'), version]);

export const releaseQuery = z.strictObject({ platform: releasePlatform });
/** `from`: what is there already, bytes; a download that was cut off goes on. */
export const packageQuery = z.strictObject({
  platform: releasePlatform,
  from: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 40)
    .default(0),
});

/** GET /v1/releases/{version}; null: nothing for this station. */
export const offeredRelease = z.object({ release: signedRelease.nullable() });
export type OfferedRelease = z.infer<typeof offeredRelease>;

/** POST /v1/releases/reports: how an update went. `failed`: it did not come up, the version before is back or never left. */
export const releaseReport = z.strictObject({
  version,
  platform: releasePlatform,
  outcome: z.enum(['healthy', 'failed']),
});
export type ReleaseReport = z.infer<typeof releaseReport>;
export const releaseReported = z.object({ outcome: z.enum(['healthy', 'failed']) });
export type ReleaseReported = z.infer<typeof releaseReported>;
