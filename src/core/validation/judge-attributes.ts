import { ATTRIBUTES, type Attribute, type SignerInfo } from '../cms';
import { readHashAlgorithm } from '../pki';
import { doubtful, failed, remark } from './reasons';
import type { Reason } from './types';

/** EN 319 142-1 6.3 table 1: never in a PAdES baseline signature; what they say stands in the PDF, or in its security store. */
const FORBIDDEN: ReadonlyMap<string, string> = new Map([
  [ATTRIBUTES.contentHints, 'content-hints'],
  [ATTRIBUTES.contentIdentifier, 'content-identifier'],
  [ATTRIBUTES.contentReference, 'content-reference'],
  [ATTRIBUTES.mimeType, 'mime-type'],
  [ATTRIBUTES.counterSignature, 'counter-signature'],
  [ATTRIBUTES.certificateValues, 'certificate-values'],
  [ATTRIBUTES.revocationValues, 'revocation-values'],
]);

/** May come several times, with one token each (EN 319 122-1 5.2.8, 5.3). */
const REPEATABLE: ReadonlySet<string> = new Set([
  ATTRIBUTES.contentTimeStamp,
  ATTRIBUTES.signatureTimeStamp,
  ATTRIBUTES.counterSignature,
]);

const repeated = (attributes: readonly Attribute[]): string | undefined =>
  attributes.find(
    ({ type, values }, index) =>
      !REPEATABLE.has(type) && (values.length !== 1 || attributes.findIndex((other) => other.type === type) !== index),
  )?.type;

/** RFC 6211: the digest algorithm must be the one that the attribute names; a broken attribute names none. */
const isProtected = (signer: SignerInfo, attributes: readonly Attribute[]): boolean => {
  const node = attributes.find(({ type }) => type === ATTRIBUTES.algorithmProtection)?.values[0]?.children[0];
  if (node === undefined) return true;
  try {
    return readHashAlgorithm(node) === signer.digestAlgorithm;
  } catch {
    return false;
  }
};

export interface JudgedAttributes {
  readonly reasons: readonly Reason[];
  /** Nothing that PAdES baseline forbids. */
  readonly baseline: boolean;
}

/**
 * Attributes beyond those that the cryptography rests on: forbidden ones take the baseline level away, repeated ones and a
 * policy that is not at hand leave the verdict open (EN 319 102-1 5.2.4, 5.2.8), other algorithms than protected are a forgery.
 */
export function judgeAttributes(signer: SignerInfo): JudgedAttributes {
  const signed = signer.signedAttributes?.attributes ?? [];
  const all = [...signed, ...signer.unsignedAttributes];
  const reasons: Reason[] = [];
  const hasTime = signer.signedAttributes?.signingTimeMs !== undefined;
  if (hasTime) reasons.push(remark('VALIDATION_SIGNING_TIME_PRESENT'));
  const forbidden = all.flatMap(({ type }) => FORBIDDEN.get(type) ?? []);
  if (forbidden.length > 0) reasons.push(remark('VALIDATION_ATTRIBUTE_FORBIDDEN', [...new Set(forbidden)].join(' ')));
  if (forbidden.includes('counter-signature')) reasons.push(remark('VALIDATION_COUNTER_SIGNATURE'));
  const twice = repeated(signed) ?? repeated(signer.unsignedAttributes);
  if (twice !== undefined) reasons.push(doubtful('VALIDATION_ATTRIBUTE_REPEATED', 'SIG_CONSTRAINTS_FAILURE', twice));
  if (!isProtected(signer, signed)) reasons.push(failed('VALIDATION_ALGORITHM_MISMATCH', 'SIG_CRYPTO_FAILURE'));
  const policy = signed.find(({ type }) => type === ATTRIBUTES.signaturePolicyIdentifier)?.values[0];
  if (policy?.constructed) reasons.push(doubtful('VALIDATION_POLICY_UNKNOWN', 'SIGNATURE_POLICY_NOT_AVAILABLE'));
  return { reasons, baseline: forbidden.length === 0 && !hasTime };
}
