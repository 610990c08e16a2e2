import { z } from 'zod';
import { opaqueId, sha256Hex, timeMs } from './scalars';

/** Longest life of a launch ticket in seconds. */
export const LAUNCH_TICKET_MAX_SECONDS = 120;
/** Custom scheme that the kiosk registers: `inkwitness://launch?ticket=<compact JWS>`. */
export const LAUNCH_URL_PREFIX = 'inkwitness://launch?ticket=';

/** Compact JWS, three base64url parts. */
export const launchTicketText = z
  .string()
  .max(1900)
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/, 'compact JWS');

/** POST /v1/launch-tickets, from the HIS. */
export const launchTicketRequest = z.strictObject({
  taskId: opaqueId,
  /** Staff number of whoever clicks; never a name. */
  staffId: opaqueId,
  /** The station at which it will be redeemed; the task's own station when left out. */
  stationId: opaqueId.optional(),
});
export type LaunchTicketRequest = z.infer<typeof launchTicketRequest>;

export const launchTicket = z.object({ ticket: launchTicketText, url: z.string(), expiresAtMs: timeMs });
export type LaunchTicket = z.infer<typeof launchTicket>;

/** Claims of the JWS (ES256). No name, no number of a person, no URL: tickets end in histories and process lists. */
export const launchTicketClaims = z.strictObject({
  iss: z.string(),
  aud: z.literal('inkwitness-kiosk'),
  sub: opaqueId,
  jti: z.string().regex(/^[0-9a-f]{32,64}$/),
  iat: z.number().int(),
  nbf: z.number().int(),
  exp: z.number().int(),
  tid: opaqueId,
  sta: opaqueId,
  docs: z.array(z.strictObject({ id: opaqueId, 'sha-256': sha256Hex })).max(4),
});
export type LaunchTicketClaims = z.infer<typeof launchTicketClaims>;

/** POST /v1/launch-tickets/redeem, from the kiosk; works once. */
export const redeemRequest = z.strictObject({ ticket: launchTicketText });
export const redeemed = z.object({ taskId: opaqueId, staffId: opaqueId });
export type Redeemed = z.infer<typeof redeemed>;
