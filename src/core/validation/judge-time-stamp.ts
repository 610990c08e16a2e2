import { type HashAlgorithm, toHex } from '../base';
import type { SignerInfo } from '../cms';
import { type CertificatePath, nameValue } from '../pki';
import { type MessageImprint, readTimeStampToken, verifyTimeStampToken } from '../tsp';
import { pathFacts } from './certificate-facts';
import type { ValidationCode } from './errors';
import { judgeRevocation } from './judge-revocation';
import type { Proof } from './proof';
import { doubtful, remark } from './reasons';
import type { Reason, RevocationFinding, TimeStampFacts, ValidationOptions } from './types';

/** Clocks of a time-stamp authority and of this machine may differ by so much. */
const MAX_AHEAD_MS = 5 * 60_000;
/** A signature has one; more are allowed, a crowd is an attack on our time. */
const MAX_TOKENS = 8;

export interface JudgedTimeStamp {
  readonly genTimeMs?: number;
  readonly authority?: string;
  readonly path?: CertificatePath;
  /** What the report tells of the token that counted. */
  readonly facts?: Omit<TimeStampFacts, 'kind'>;
  readonly revocation?: RevocationFinding;
  readonly reasons: readonly Reason[];
}

const bad = (code: ValidationCode, detail: string): JudgedTimeStamp => ({
  reasons: [doubtful(code, 'SIG_CONSTRAINTS_FAILURE', detail)],
});

/** The digest algorithm that a token was made with; undefined for what is no token. */
export function tokenHash(token: Uint8Array): HashAlgorithm | undefined {
  const info = readTimeStampToken(token);
  return info.ok ? info.value.messageImprint.hashAlgorithm : undefined;
}

/**
 * EN 319 102-1 5.6.2.4: a token counts as long as its authority's certificates were valid and not revoked when the token
 * provably existed. Later, anybody could hold the key.
 */
function judgeAuthority(path: CertificatePath, genTimeMs: number, proof: Proof, options: ValidationOptions) {
  if (path.certificates.slice(0, -1).some(({ notAfterMs }) => notAfterMs < proof.existedAtMs)) {
    const expired = doubtful('VALIDATION_TIME_STAMP', 'OUT_OF_BOUNDS_NO_POE', 'PKI_EXPIRED');
    return { reason: expired, finding: 'unknown' as const };
  }
  const times = { existedAtMs: proof.existedAtMs, madeAtMs: genTimeMs };
  const { finding, reason } = judgeRevocation(path, proof.data.evidence, times, options);
  const sub = reason?.subIndication;
  return { finding, reason: sub && doubtful('VALIDATION_TIME_STAMP', sub, 'VALIDATION_REVOKED') };
}

/** One token over a message: its signature, purpose (critical and alone), path and imprint, or what is wrong. */
export function judgeToken(
  token: Uint8Array,
  imprint: MessageImprint,
  proof: Proof,
  options: ValidationOptions,
): JudgedTimeStamp {
  const { anchors, verifier, digest } = options;
  const intermediates = proof.data.certificates;
  const verified = verifyTimeStampToken({ token, imprint, anchors, intermediates, verifier, digest });
  if (!verified.ok) {
    const { code, detail } = verified.error;
    const other = code === 'TSP_IMPRINT_MISMATCH';
    return bad(other ? 'VALIDATION_TIME_STAMP_IMPRINT' : 'VALIDATION_TIME_STAMP', detail ? `${code}: ${detail}` : code);
  }
  const { genTimeMs, certificate, path } = verified.value;
  if (genTimeMs > proof.existedAtMs + MAX_AHEAD_MS)
    return { reasons: [doubtful('VALIDATION_TIME_STAMP_AHEAD', 'TIMESTAMP_ORDER_FAILURE')] };
  const judged = judgeAuthority(path, genTimeMs, proof, options);
  if (judged.reason) return { reasons: [judged.reason], revocation: judged.finding };
  const authority = nameValue(certificate.subject, 'commonName');
  const facts = {
    time: new Date(genTimeMs).toISOString(),
    authority: authority ?? null,
    sha256: toHex(digest.hash('SHA-256', token)),
    path: pathFacts(path, digest),
  };
  return {
    facts,
    genTimeMs,
    reasons: [],
    path,
    revocation: judged.finding,
    ...(authority !== undefined && { authority }),
  };
}

function judgeSignatureToken(
  token: Uint8Array,
  signature: Uint8Array,
  proof: Proof,
  options: ValidationOptions,
): JudgedTimeStamp {
  const hashAlgorithm = tokenHash(token);
  if (!hashAlgorithm) return bad('VALIDATION_TIME_STAMP', 'unreadable');
  const imprint = { hashAlgorithm, hashedMessage: options.digest.hash(hashAlgorithm, signature) };
  return judgeToken(token, imprint, proof, options);
}

/**
 * Signature time-stamps (RFC 3161 appendix A): the earliest good one is the proof of existence. None at all is a remark
 * (time pending); tokens of which none is good are a doubt, so that a false time never passes for no time.
 */
export function judgeTimeStamps(signerInfo: SignerInfo, proof: Proof, options: ValidationOptions): JudgedTimeStamp {
  const tokens = signerInfo.signatureTimeStamps;
  if (tokens.length === 0) return { reasons: proof.archived ? [] : [remark('VALIDATION_TIME_PENDING')] };
  if (tokens.length > MAX_TOKENS) return bad('VALIDATION_TIME_STAMP', `${tokens.length} tokens`);
  const judged = tokens.map((token) => judgeSignatureToken(token, signerInfo.signature, proof, options));
  const good = judged.filter((one) => one.genTimeMs !== undefined);
  const [earliest] = good.sort((a, b) => (a.genTimeMs as number) - (b.genTimeMs as number));
  return earliest ?? { reasons: judged.flatMap((one) => one.reasons) };
}
