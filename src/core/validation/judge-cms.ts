import type { Failure } from '../base';
import { parseSignedData, type SignedData, type SignerInfo, verifySigner } from '../cms';
import type { Certificate } from '../pki';
import { doubtful, failed, remark } from './reasons';
import type { Reason, ValidationOptions } from './types';

/** A signature that could be read; `certificate` only when it verified. */
export interface JudgedCms {
  readonly reasons: readonly Reason[];
  readonly signerInfo?: SignerInfo;
  readonly certificate?: Certificate;
  readonly carried?: readonly Certificate[];
}

/** SignedData of one signer in /Contents, followed by nothing but zero padding (ISO 32000-2 12.8.3.3.1). */
export function readContents(contents: Uint8Array): { signedData: SignedData; signerInfo: SignerInfo } | Reason {
  const parsed = parseSignedData(contents, { allowTrailing: true, allowBer: true });
  if (!parsed.ok) return failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', parsed.error.code);
  const signedData = parsed.value;
  const [signerInfo, another] = signedData.signerInfos;
  if (!signerInfo || another) return failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', 'not one signer');
  if (contents.subarray(signedData.consumed).some((byte) => byte !== 0))
    return failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', 'padding is not zero');
  return { signedData, signerInfo };
}

/** EN 319 102-1 5.2.3 (signing certificate) and 5.2.7 (cryptographic verification): what each failure means. */
function reasonOf(failure: Failure, signer: SignerInfo): Reason {
  switch (failure.code) {
    case 'CMS_DIGEST_MISMATCH':
      return failed('VALIDATION_HASH', 'HASH_FAILURE');
    case 'CMS_SIGNATURE_INVALID':
      return failed('VALIDATION_SIGNATURE', 'SIG_CRYPTO_FAILURE');
    case 'CMS_ATTRIBUTES_NOT_DER':
      return failed('VALIDATION_ATTRIBUTES_NOT_DER', 'FORMAT_FAILURE');
    case 'CMS_CONTENT_TYPE_MISMATCH':
      return failed('VALIDATION_CONTENT_TYPE', 'FORMAT_FAILURE');
    case 'CMS_SIGNER_CERTIFICATE_MISSING':
      return doubtful('VALIDATION_NO_CERTIFICATE', 'NO_SIGNING_CERTIFICATE_FOUND');
    case 'CMS_SIGNING_CERTIFICATE_MISMATCH':
      return signer.signedAttributes?.signingCertificate
        ? doubtful('VALIDATION_ESS_MISMATCH', 'NO_SIGNING_CERTIFICATE_FOUND')
        : doubtful('VALIDATION_ESS_MISSING', 'SIG_CONSTRAINTS_FAILURE');
    case 'CMS_NO_SIGNED_ATTRIBUTES':
      // Allowed by RFC 5652, but nothing then binds the certificate; not looked into further.
      return doubtful('VALIDATION_ESS_MISSING', 'SIG_CONSTRAINTS_FAILURE', failure.code);
    case 'CMS_UNSUPPORTED_ALGORITHM':
      return doubtful('VALIDATION_SIGNATURE', 'CRYPTO_CONSTRAINTS_FAILURE', failure.code);
    default:
      return failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', failure.code);
  }
}

/** Verifies the signer over the digest of the signed bytes (by the signer's own digest algorithm). */
export function judgeCms(
  signedData: SignedData,
  signerInfo: SignerInfo,
  contentDigest: Uint8Array,
  { verifier, digest }: ValidationOptions,
): JudgedCms {
  const reasons: Reason[] = [];
  if (signerInfo.signedAttributes?.signingTimeMs !== undefined) reasons.push(remark('VALIDATION_SIGNING_TIME_PRESENT'));
  if (signedData.content !== undefined)
    reasons.push(failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', 'content is not detached'));
  const verified = verifySigner({ signedData, signerInfo, contentDigest, verifier, digest });
  if (!verified.ok) return { reasons: [...reasons, reasonOf(verified.error, signerInfo)], signerInfo };
  // SHA-1 in signing-certificate binds nothing any more (ETSI TS 119 312).
  if (signerInfo.signedAttributes?.signingCertificate?.hashAlgorithm === 'SHA-1')
    reasons.push(doubtful('VALIDATION_ESS_MISSING', 'SIG_CONSTRAINTS_FAILURE', 'SHA-1'));
  return { reasons, signerInfo, ...verified.value };
}
