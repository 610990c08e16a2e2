import { type CertificatePath, type RevocationEvidence, revocationStatus } from '../pki';
import { doubtful, failed } from './reasons';
import type { Reason, RevocationFinding, ValidationOptions } from './types';

export interface JudgedRevocation {
  readonly finding: RevocationFinding;
  readonly reason: Reason | undefined;
}

/** When a certificate of a path must not have been revoked, and when evidence must tell about it. */
export interface RevocationTimes {
  /** A revocation up to here counts: the time at which the signature provably existed. */
  readonly existedAtMs: number;
  /** Evidence must cover this: the time that the signature or token was made, as far as known. */
  readonly madeAtMs: number;
  /** What the signer claims against himself, from /M, or a content time-stamp says. */
  readonly claimedMs?: number;
}

/** EN 319 102-1 5.2.6.4, 5.3.4 and 5.5.4: who is revoked, and whether the signature is known to come after it. */
function reasonOf(isLeaf: boolean, revokedAtMs: number, { claimedMs }: RevocationTimes): Reason {
  const detail = new Date(revokedAtMs).toISOString();
  if (!isLeaf) return doubtful('VALIDATION_REVOKED', 'REVOKED_CA_NO_POE', detail);
  const after = claimedMs !== undefined && claimedMs >= revokedAtMs;
  return after
    ? failed('VALIDATION_REVOKED', 'REVOKED', detail)
    : doubtful('VALIDATION_REVOKED', 'REVOKED_NO_POE', detail);
}

/**
 * Revocation of every certificate of a path below its anchor. Without evidence there is no reason, only the finding
 * `unknown`: online questions are not asked here.
 */
export function judgeRevocation(
  { certificates }: CertificatePath,
  evidence: readonly RevocationEvidence[],
  times: RevocationTimes,
  ports: ValidationOptions,
): JudgedRevocation {
  let finding: RevocationFinding = 'good';
  for (const [index, certificate] of certificates.slice(0, -1).entries()) {
    const issuer = certificates[index + 1];
    if (issuer === undefined) break;
    const existed = revocationStatus(certificate, issuer, evidence, times.existedAtMs, ports);
    if (existed.status === 'revoked')
      return { finding: 'revoked', reason: reasonOf(index === 0, existed.revokedAtMs, times) };
    const made = revocationStatus(certificate, issuer, evidence, times.madeAtMs, ports);
    if (made.status === 'unknown') finding = 'unknown';
  }
  return { finding, reason: undefined };
}
