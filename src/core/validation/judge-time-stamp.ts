import type { HashAlgorithm } from '../base';
import type { SignerInfo } from '../cms';
import { nameValue } from '../pki';
import { type MessageImprint, readTimeStampToken, verifyTimeStampToken } from '../tsp';
import type { ValidationCode } from './errors';
import { doubtful, remark } from './reasons';
import type { Reason, ValidationOptions } from './types';

/** Clocks of a time-stamp authority and of this machine may differ by so much. */
const MAX_AHEAD_MS = 5 * 60_000;
/** A signature has one; more are allowed, a crowd is an attack on our time. */
const MAX_TOKENS = 8;

export interface JudgedTimeStamp {
  readonly genTimeMs?: number;
  readonly authority?: string;
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

/** One token over a message: its signature, purpose (critical and alone), path and imprint, or what is wrong. */
export function judgeToken(token: Uint8Array, imprint: MessageImprint, options: ValidationOptions): JudgedTimeStamp {
  const { anchors, verifier, digest, nowMs } = options;
  const verified = verifyTimeStampToken({ token, imprint, anchors, verifier, digest });
  if (!verified.ok) {
    const { code, detail } = verified.error;
    const other = code === 'TSP_IMPRINT_MISMATCH';
    return bad(other ? 'VALIDATION_TIME_STAMP_IMPRINT' : 'VALIDATION_TIME_STAMP', detail ? `${code}: ${detail}` : code);
  }
  const { genTimeMs, certificate } = verified.value;
  if (genTimeMs > nowMs + MAX_AHEAD_MS)
    return { reasons: [doubtful('VALIDATION_TIME_STAMP_AHEAD', 'TIMESTAMP_ORDER_FAILURE')] };
  const authority = nameValue(certificate.subject, 'commonName');
  return { genTimeMs, reasons: [], ...(authority !== undefined && { authority }) };
}

function judgeSignatureToken(token: Uint8Array, signature: Uint8Array, options: ValidationOptions): JudgedTimeStamp {
  const hashAlgorithm = tokenHash(token);
  if (!hashAlgorithm) return bad('VALIDATION_TIME_STAMP', 'unreadable');
  return judgeToken(token, { hashAlgorithm, hashedMessage: options.digest.hash(hashAlgorithm, signature) }, options);
}

/**
 * Signature time-stamps (RFC 3161 appendix A): the earliest good one is the proof of existence. None at all is a remark
 * (time pending); tokens of which none is good are a doubt, so that a false time never passes for no time.
 */
export function judgeTimeStamps(signerInfo: SignerInfo, options: ValidationOptions): JudgedTimeStamp {
  const tokens = signerInfo.signatureTimeStamps;
  if (tokens.length === 0) return { reasons: [remark('VALIDATION_TIME_PENDING')] };
  if (tokens.length > MAX_TOKENS) return bad('VALIDATION_TIME_STAMP', `${tokens.length} tokens`);
  const judged = tokens.map((token) => judgeSignatureToken(token, signerInfo.signature, options));
  const good = judged.filter((one) => one.genTimeMs !== undefined);
  const [earliest] = good.sort((a, b) => (a.genTimeMs as number) - (b.genTimeMs as number));
  return earliest ?? { reasons: judged.flatMap((one) => one.reasons) };
}
