import { type HashAlgorithm, toHex } from '../base';
import { ATTRIBUTES, type SignerInfo } from '../cms';
import { type CertificatePath, nameValue, type RevocationEvidence } from '../pki';
import { type MessageImprint, readTimeStampToken, type TSTInfo, verifyTimeStampToken } from '../tsp';
import { pathFacts } from './certificate-facts';
import type { ValidationCode } from './errors';
import { judgeAlgorithms } from './judge-algorithms';
import { judgeRevocation } from './judge-revocation';
import type { Proof } from './proof';
import { doubtful, remark } from './reasons';
import type { Reason, RevocationFinding, TimeStampFacts, ValidationOptions } from './types';
import { carriedEvidence } from './validation-data';

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
function judgeAuthority(
  path: CertificatePath,
  genTimeMs: number,
  evidence: readonly RevocationEvidence[],
  proof: Proof,
  options: ValidationOptions,
) {
  if (path.certificates.slice(0, -1).some(({ notAfterMs }) => notAfterMs < proof.existedAtMs)) {
    const expired = doubtful('VALIDATION_TIME_STAMP', 'OUT_OF_BOUNDS_NO_POE', 'PKI_EXPIRED');
    return { reason: expired, finding: 'unknown' as const };
  }
  const times = { existedAtMs: proof.existedAtMs, madeAtMs: genTimeMs };
  const { finding, reason } = judgeRevocation(path, evidence, times, options);
  const sub = reason?.subIndication;
  return { finding, reason: sub && doubtful('VALIDATION_TIME_STAMP', sub, 'VALIDATION_REVOKED') };
}

/**
 * By how much a token may seem younger than what proves it: this machine's clock may be wrong; of two time-stamps, the accuracy
 * of the younger one is all that may (RFC 3161 2.4.2; EN 319 102-1 5.5.4, order of time-stamps).
 */
const toleranceMs = ({ accuracy = {} }: TSTInfo, { archived }: Proof): number =>
  archived ? 1000 * (accuracy.seconds ?? 0) + (accuracy.millis ?? 0) + (accuracy.micros ?? 0) / 1000 : MAX_AHEAD_MS;

/** One token over a message: its signature, purpose (critical and alone), path and imprint, or what is wrong. */
export function judgeToken(
  token: Uint8Array,
  imprint: MessageImprint,
  proof: Proof,
  options: ValidationOptions,
): JudgedTimeStamp {
  const { verifier, digest } = options;
  const anchors = [...options.anchors, ...(options.timeStampAnchors ?? [])];
  const intermediates = proof.data.certificates;
  const given = { token, imprint, anchors, intermediates, verifier, digest };
  const verified = verifyTimeStampToken({ ...given, allowWeak: true });
  if (!verified.ok) {
    const { code, detail } = verified.error;
    const other = code === 'TSP_IMPRINT_MISMATCH';
    return bad(other ? 'VALIDATION_TIME_STAMP_IMPRINT' : 'VALIDATION_TIME_STAMP', detail ? `${code}: ${detail}` : code);
  }
  const { genTimeMs, certificate, path, uses } = verified.value;
  if (genTimeMs > proof.existedAtMs + toleranceMs(verified.value, proof))
    return { reasons: [doubtful('VALIDATION_TIME_STAMP_AHEAD', 'TIMESTAMP_ORDER_FAILURE')] };
  const existedAtMs = proof.existedAtMs;
  const weak = judgeAlgorithms({ uses, certificate, path, signedAtMs: existedAtMs, existedAtMs });
  if (weak) return { reasons: [weak] };
  const evidence = [...proof.data.evidence, ...carriedEvidence(token, existedAtMs)];
  const judged = judgeAuthority(path, genTimeMs, evidence, proof, options);
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
export function judgeTimeStamps(
  signerInfo: SignerInfo | undefined,
  proof: Proof,
  options: ValidationOptions,
): JudgedTimeStamp {
  const tokens = signerInfo?.signatureTimeStamps ?? [];
  if (signerInfo === undefined || tokens.length === 0)
    return { reasons: [remark(proof.archived ? 'VALIDATION_TIME_BY_DOCUMENT' : 'VALIDATION_TIME_PENDING')] };
  if (tokens.length > MAX_TOKENS) return bad('VALIDATION_TIME_STAMP', `${tokens.length} tokens`);
  const judged = tokens.map((token) => judgeSignatureToken(token, signerInfo.signature, proof, options));
  const good = judged.filter((one) => one.genTimeMs !== undefined);
  const [earliest] = good.sort((a, b) => (a.genTimeMs as number) - (b.genTimeMs as number));
  return earliest ?? { reasons: judged.flatMap((one) => one.reasons) };
}

/** Content time-stamps (EN 319 122-1 5.2.8) over the ByteRange: the signature, which covers them, is younger than the latest. */
export function judgeContentTimeStamps(
  signerInfo: SignerInfo | undefined,
  contentDigest: Uint8Array,
  proof: Proof,
  options: ValidationOptions,
): Pick<JudgedTimeStamp, 'genTimeMs' | 'reasons'> {
  const attributes = signerInfo?.signedAttributes?.attributes ?? [];
  const tokens = attributes.filter(({ type }) => type === ATTRIBUTES.contentTimeStamp).flatMap(({ values }) => values);
  const judged = tokens.slice(0, MAX_TOKENS).map(({ raw }) => {
    const hashAlgorithm = tokenHash(raw);
    if (hashAlgorithm === undefined || hashAlgorithm !== signerInfo?.digestAlgorithm)
      return bad('VALIDATION_TIME_STAMP', 'content time-stamp');
    return judgeToken(raw, { hashAlgorithm, hashedMessage: contentDigest }, proof, options);
  });
  const times = judged.flatMap(({ genTimeMs }) => genTimeMs ?? []);
  const reasons = judged.flatMap((one) => one.reasons);
  return times.length === 0 ? { reasons } : { genTimeMs: Math.max(...times), reasons };
}
