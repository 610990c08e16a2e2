import type { Certificate, CertificatePath, RevocationEvidence } from '../pki';
import type { Draft } from './draft';
import { type BestSignatureTime, judgePath } from './judge-path';
import { type JudgedRevocation, judgeRevocation } from './judge-revocation';
import type { JudgedTimeStamp } from './judge-time-stamp';
import { doubtful } from './reasons';
import type { Reason, ValidationOptions } from './types';

/** Revocation of the signer's certificates at the best signature time, by all that the file brings along or was given. */
export function judgeSigner(
  draft: Draft,
  evidence: readonly RevocationEvidence[],
  path: CertificatePath,
  time: BestSignatureTime,
  stamped: JudgedTimeStamp,
  options: ValidationOptions,
): JudgedRevocation {
  const claimed = [time.madeAfterMs, draft.claimedTime === null ? undefined : Date.parse(draft.claimedTime)];
  const known = claimed.flatMap((ms) => ms ?? []);
  const claimedMs = known.length === 0 ? {} : { claimedMs: Math.max(...known) };
  const judged = judgeRevocation(path, evidence, { existedAtMs: time.ms, madeAtMs: time.ms, ...claimedMs }, options);
  const unknown = judged.finding === 'good' && stamped.path !== undefined && stamped.revocation !== 'good';
  const finding = unknown ? 'unknown' : judged.finding;
  const isAsked = options.revocationEvidence === 'required' && finding === 'unknown';
  return { finding, reason: isAsked ? doubtful('VALIDATION_REVOCATION_UNKNOWN', 'TRY_LATER') : judged.reason };
}

/** EN 319 102-1 table 6: out of its validity, but known not to have been revoked while it lasted. */
export function outOfBounds(
  reason: Reason,
  certificate: Certificate,
  carried: readonly Certificate[],
  evidence: readonly RevocationEvidence[],
  options: ValidationOptions,
): Reason {
  if (reason.subIndication !== 'OUT_OF_BOUNDS_NO_POE') return reason;
  const ms = certificate.notAfterMs;
  const path = judgePath(certificate, carried, { ms, proven: false }, options);
  const times = { existedAtMs: ms, madeAtMs: ms };
  const isGood = 'certificates' in path && judgeRevocation(path, evidence, times, options).finding === 'good';
  return isGood ? { ...reason, subIndication: 'OUT_OF_BOUNDS_NOT_REVOKED' } : reason;
}
