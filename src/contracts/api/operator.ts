import { z } from 'zod';
import { opaqueId, timeMs } from './scalars';

/** Somebody of the hospital's IT who may read how the stations are; nothing of patients, nothing to change. */
export const operatorName = opaqueId;

/** Characters of a password that somebody chooses; the ones that we make are longer (NIST SP 800-63B 3.1.1.2). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

/** POST /v1/operator-sessions: from the console's own page only. The session's secret comes back as a cookie that no script reads. */
export const signInRequest = z.strictObject({
  name: z.string().min(1).max(64),
  password: z.string().min(1).max(PASSWORD_MAX),
});
export type SignInRequest = z.infer<typeof signInRequest>;

/** Whose session it is, and when it ends whatever happens. */
export const operatorSession = z.object({ operator: operatorName, endsAtMs: timeMs });
export type OperatorSession = z.infer<typeof operatorSession>;
