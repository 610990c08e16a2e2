import { equal, type Failure, type HashAlgorithm } from '../base';
import { parseSignedData, type SignedData, type SignerInfo, verifySigner } from '../cms';
import type { AlgorithmUse, Certificate } from '../pki';
import type { Dress } from './dress';
import { judgeAttributes } from './judge-attributes';
import { doubtful, failed, remark } from './reasons';
import type { Reason, ValidationOptions } from './types';

/** A signature that could be read; `certificate` and `uses` only when it verified. */
export interface JudgedCms {
  readonly reasons: readonly Reason[];
  readonly signerInfo?: SignerInfo;
  readonly certificate?: Certificate;
  readonly carried?: readonly Certificate[];
  readonly uses?: AlgorithmUse;
  /** Digest algorithms beside the signer's. */
  readonly hashes?: readonly HashAlgorithm[];
  /** Its form is that of a PAdES baseline signature. */
  readonly baseline?: boolean;
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
      return doubtful('VALIDATION_ALGORITHM_UNKNOWN', 'CRYPTO_CONSTRAINTS_FAILURE', failure.code);
    default:
      return failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', failure.code);
  }
}

/** What was signed: the digest over the ByteRange, and, where the value is over the content itself, that content. */
export interface CmsContent {
  /** Over the ByteRange: by the signer's digest algorithm, or SHA-1 where that stands inside. */
  readonly digest: Uint8Array;
  readonly whole?: Uint8Array | undefined;
}

/** adbe.pkcs7.sha1: the content is the SHA-1 of the ByteRange (ISO 32000-1 12.8.3.3.1); others hold none. */
function innerReason(signedData: SignedData, { encapsulates }: Dress, { digest }: CmsContent): Reason | undefined {
  const { content } = signedData;
  if (encapsulates === 'nothing')
    return content && failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', 'content is not detached');
  if (content === undefined) return failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', 'no digest inside');
  return equal(content, digest) ? undefined : failed('VALIDATION_HASH', 'HASH_FAILURE');
}

const essReasons = (signer: SignerInfo, { bindsCertificate }: Dress): Reason[] => {
  const reference = signer.signedAttributes?.signingCertificate;
  if (!bindsCertificate) return reference === undefined ? [remark('VALIDATION_CERTIFICATE_UNBOUND')] : [];
  // SHA-1 in signing-certificate binds nothing any more (ETSI TS 119 312).
  return reference?.hashAlgorithm === 'SHA-1'
    ? [doubtful('VALIDATION_ESS_MISSING', 'SIG_CONSTRAINTS_FAILURE', 'SHA-1')]
    : [];
};

/** Verifies the signer over what was signed, weak algorithms too: those are judged by the time that is proven. */
export function judgeCms(
  signedData: SignedData,
  signerInfo: SignerInfo,
  content: CmsContent,
  dress: Dress,
  { verifier, digest }: ValidationOptions,
): JudgedCms {
  const attributes = judgeAttributes(signerInfo);
  const inner = innerReason(signedData, dress, content);
  const reasons: Reason[] = [...attributes.reasons, ...(inner ? [inner] : [])];
  const { digestAlgorithm } = signerInfo;
  const held = dress.encapsulates === 'sha1' ? signedData.content : undefined;
  const contentDigest = held && digestAlgorithm ? digest.hash(digestAlgorithm, held) : content.digest;
  const plain = dress.bindsCertificate ? {} : { plain: { content: () => held ?? content.whole } };
  const verified = verifySigner({ signedData, signerInfo, contentDigest, verifier, digest, allowWeak: true, ...plain });
  if (!verified.ok) return { reasons: [...reasons, reasonOf(verified.error, signerInfo)], signerInfo };
  return {
    reasons: [...reasons, ...essReasons(signerInfo, dress)],
    signerInfo,
    ...verified.value,
    baseline: attributes.baseline && dress.bindsCertificate,
    hashes: held === undefined ? [] : ['SHA-1'],
  };
}
