import { attempt, type Digest, equal, Refusal, type Result, type Verifier } from '../base';
import { type Certificate, type PublicKeyInfo, parseCertificate, sameName } from '../pki';
import type { SignedAttributes, SignedData, SignerInfo } from './signed-data';
import { refersTo } from './signing-certificate';

export interface SignerVerification {
  readonly signedData: SignedData;
  readonly signerInfo: SignerInfo;
  /** Digest of the signed content by the signer's digestAlgorithm. */
  readonly contentDigest: Uint8Array;
  /** More certificates to look for the signer's in, for tokens without certificates. */
  readonly certificates?: readonly Certificate[];
  readonly verifier: Verifier;
  readonly digest: Digest;
}

export interface VerifiedSigner {
  readonly certificate: Certificate;
  /** Readable certificates carried by the SignedData, the signer's among them. */
  readonly carried: readonly Certificate[];
}

const isSigner = (certificate: Certificate, { sid }: SignerInfo): boolean =>
  'issuer' in sid
    ? equal(sid.serialNumber, certificate.serialNumber) && sameName(sid.issuer, certificate.issuer)
    : certificate.subjectKeyIdentifier !== undefined &&
      equal(sid.subjectKeyIdentifier, certificate.subjectKeyIdentifier);

/** Certificates carried by a SignedData; unreadable ones are passed over, a path will miss them. */
export const carriedCertificates = (signedData: SignedData): readonly Certificate[] =>
  signedData.certificates.flatMap((bytes) => {
    const certificate = parseCertificate(bytes);
    return certificate.ok ? [certificate.value] : [];
  });

/** Ed25519, GOST and other curves are not verified here, nor RSA keys that are weak or absurdly long (ETSI TS 119 312). */
const isVerifiable = ({ kind, bits }: PublicKeyInfo): boolean =>
  kind !== 'other' && (kind !== 'rsa' || (bits >= 2048 && bits <= 8192));

const checkAttributes = (attributes: SignedAttributes, input: SignerVerification): void => {
  if (!attributes.sorted) throw new Refusal('CMS_ATTRIBUTES_NOT_DER');
  if (attributes.contentType !== input.signedData.contentType) throw new Refusal('CMS_CONTENT_TYPE_MISMATCH');
  if (attributes.messageDigest === undefined || !equal(attributes.messageDigest, input.contentDigest)) {
    throw new Refusal('CMS_DIGEST_MISMATCH');
  }
};

const check = (input: SignerVerification): VerifiedSigner => {
  const { signerInfo, digest, verifier } = input;
  const attributes = signerInfo.signedAttributes;
  if (attributes === undefined) throw new Refusal('CMS_NO_SIGNED_ATTRIBUTES');
  const { digestAlgorithm } = signerInfo;
  if (digestAlgorithm === undefined || digestAlgorithm === 'SHA-1') throw new Refusal('CMS_UNSUPPORTED_ALGORITHM');
  checkAttributes(attributes, input);
  const carried = carriedCertificates(input.signedData);
  const candidates = [...carried, ...(input.certificates ?? [])].filter((one) => isSigner(one, signerInfo));
  if (candidates.length === 0) throw new Refusal('CMS_SIGNER_CERTIFICATE_MISSING');
  const reference = attributes.signingCertificate;
  const certificate = candidates.find((one) => reference !== undefined && refersTo(reference, one, digest));
  if (certificate === undefined) throw new Refusal('CMS_SIGNING_CERTIFICATE_MISMATCH');
  const algorithm = signerInfo.signatureAlgorithm;
  if (algorithm === undefined || !isVerifiable(certificate.publicKey)) throw new Refusal('CMS_UNSUPPORTED_ALGORITHM');
  if (!verifier.verify(algorithm, certificate.publicKey.raw, attributes.encoded, signerInfo.signature)) {
    throw new Refusal('CMS_SIGNATURE_INVALID');
  }
  return { certificate, carried };
};

/**
 * Checks one signer of a CAdES, PAdES or RFC 3161 signature: content type, message digest, signing certificate (ESS) and
 * the signature value over DER-ordered signed attributes. Says nothing about the certificate's path. Codes: CMS_*.
 */
export const verifySigner = (input: SignerVerification): Result<VerifiedSigner> => attempt(() => check(input));
