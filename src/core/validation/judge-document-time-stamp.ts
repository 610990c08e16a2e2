import { parseSignedData } from '../cms';
import { digestByteRange } from '../pades';
import type { ByteRange, SignatureValue } from '../pdf';
import { certificateFacts } from './certificate-facts';
import type { Draft } from './draft';
import { judgeToken, tokenHash } from './judge-time-stamp';
import type { Proof } from './proof';
import { doubtful, failed } from './reasons';
import type { SignedRevision } from './signed-revision';
import type { Reason, ValidationOptions } from './types';

/** id-ct-TSTInfo (RFC 3161 2.4.2). */
const TST_INFO = '1.2.840.113549.1.9.16.1.4';

export interface JudgedDocumentTimeStamp {
  readonly draft: Draft;
  /** Of a token that holds: what it can prove for signatures before it. */
  readonly stamp?: Proof['stamp'];
}

/** ETSI.RFC3161 (EN 319 142-1 5.4.3): /Contents is a time-stamp token over the ByteRange. */
export async function judgeDocumentTimeStamp(
  draft: Draft,
  value: SignatureValue,
  revision: SignedRevision,
  proof: Proof,
  options: ValidationOptions,
): Promise<JudgedDocumentTimeStamp> {
  const parsed = parseSignedData(value.contents, { allowTrailing: true, allowBer: true });
  const withReason = (reason: Reason) => ({ draft: { ...draft, reasons: [...draft.reasons, reason] } });
  if (!parsed.ok || parsed.value.contentType !== TST_INFO)
    return withReason(failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', 'no token'));
  const token = parsed.value.raw;
  const hashAlgorithm = tokenHash(token);
  if (!hashAlgorithm)
    return withReason(doubtful('VALIDATION_TIME_STAMP', 'CRYPTO_CONSTRAINTS_FAILURE', 'digest algorithm'));
  const range = value.byteRange as ByteRange;
  const hashed = await digestByteRange(revision.document.source, range, options.digest, hashAlgorithm);
  if (!hashed.ok) return withReason(failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE'));
  const judged = judgeToken(token, { hashAlgorithm, hashedMessage: hashed.value }, proof, options);
  const reasons = judged.reasons.map((reason) =>
    reason.code === 'VALIDATION_TIME_STAMP_IMPRINT' ? failed('VALIDATION_HASH', 'HASH_FAILURE') : reason,
  );
  const leaf = judged.path?.certificates[0];
  const finished: Draft = {
    ...draft,
    level: 'document-time-stamp',
    certificate: leaf === undefined ? null : certificateFacts(leaf, options.digest),
    signer: judged.authority ?? null,
    timeStampAuthority: judged.authority ?? null,
    revocation: judged.revocation ?? 'not-checked',
    ...(judged.facts && { path: judged.facts.path, timeStamps: [{ kind: 'document', ...judged.facts }] }),
    ...(judged.genTimeMs !== undefined && {
      signingTime: new Date(judged.genTimeMs).toISOString(),
      timeSource: 'time-stamp',
    }),
    reasons: [...draft.reasons, ...reasons],
  };
  return judged.path === undefined
    ? { draft: finished }
    : { draft: finished, stamp: { path: judged.path, authority: judged.authority } };
}
