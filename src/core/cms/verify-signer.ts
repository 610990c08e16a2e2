import { attempt, type Digest, equal, type HashAlgorithm, Refusal, type Result, type Verifier } from '../base';
import { type AlgorithmUse, type Certificate, type PublicKeyInfo, parseCertificate, sameName } from '../pki';
import { hashOf } from './build-signed-data';
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
  /**
   * PKCS #7 of older producers: signed attributes and a signing certificate attribute need not be there (what is there must be
   * right). Without signed attributes the value is over the content itself.
   */
  readonly plain?: { readonly content: () => Uint8Array | undefined };
  /** Verifies weak algorithms too; the caller judges `uses` by the time that is proven. Refused unless said. */
  readonly allowWeak?: boolean;
}

export interface VerifiedSigner {
  readonly certificate: Certificate;
  /** Readable certificates carried by the SignedData, the signer's among them. */
  readonly carried: readonly Certificate[];
  /** What the signature relies on, for the algorithm policy. */
  readonly uses: AlgorithmUse;
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

/** Ed25519, GOST and other curves are not verified here, nor absurdly long RSA keys. */
const isVerifiable = ({ kind, bits }: PublicKeyInfo): boolean => kind !== 'other' && (kind !== 'rsa' || bits <= 8192);

/** Weak at any time that a new signature could be made at (ETSI TS 119 312 table D.1, D.2). */
const isWeak = (hash: HashAlgorithm, { kind, bits }: PublicKeyInfo): boolean =>
  hash === 'MD5' || hash === 'SHA-1' || (kind === 'rsa' && bits < 1900);

const checkAttributes = (attributes: SignedAttributes, input: SignerVerification): void => {
  if (!attributes.sorted) throw new Refusal('CMS_ATTRIBUTES_NOT_DER');
  if (attributes.contentType !== input.signedData.contentType) throw new Refusal('CMS_CONTENT_TYPE_MISMATCH');
  if (attributes.messageDigest === undefined || !equal(attributes.messageDigest, input.contentDigest)) {
    throw new Refusal('CMS_DIGEST_MISMATCH');
  }
};

/** The candidate that signed: by the signing certificate attribute, or, where none is asked for, by the signer identifier. */
const signingCertificate = (input: SignerVerification, carried: readonly Certificate[]): Certificate => {
  const { signerInfo, digest } = input;
  const candidates = [...carried, ...(input.certificates ?? [])].filter((one) => isSigner(one, signerInfo));
  if (candidates.length === 0) throw new Refusal('CMS_SIGNER_CERTIFICATE_MISSING');
  const reference = signerInfo.signedAttributes?.signingCertificate;
  if (reference === undefined && input.plain !== undefined) return candidates[0] as Certificate;
  const certificate = candidates.find((one) => reference !== undefined && refersTo(reference, one, digest));
  if (certificate === undefined) throw new Refusal('CMS_SIGNING_CERTIFICATE_MISMATCH');
  return certificate;
};

/** What the value is over: the signed attributes, or, in an old signature without them, the content itself. */
const signedBytes = (input: SignerVerification): Uint8Array => {
  const attributes = input.signerInfo.signedAttributes;
  if (attributes !== undefined) {
    checkAttributes(attributes, input);
    return attributes.encoded;
  }
  const content = input.plain?.content();
  if (content === undefined) throw new Refusal('CMS_NO_SIGNED_ATTRIBUTES');
  return content;
};

const check = (input: SignerVerification): VerifiedSigner => {
  const { signerInfo, verifier } = input;
  const { digestAlgorithm, signatureAlgorithm: algorithm } = signerInfo;
  if (digestAlgorithm === undefined) throw new Refusal('CMS_UNSUPPORTED_ALGORITHM');
  const bytes = signedBytes(input);
  const carried = carriedCertificates(input.signedData);
  const certificate = signingCertificate(input, carried);
  const key = certificate.publicKey;
  if (algorithm === undefined || !isVerifiable(key)) throw new Refusal('CMS_UNSUPPORTED_ALGORITHM');
  if (!input.allowWeak && (isWeak(digestAlgorithm, key) || isWeak(hashOf(algorithm), key)))
    throw new Refusal('CMS_WEAK_ALGORITHM');
  if (!verifier.verify(algorithm, key.raw, bytes, signerInfo.signature)) throw new Refusal('CMS_SIGNATURE_INVALID');
  return { certificate, carried, uses: { hashes: [digestAlgorithm], signature: { algorithm, key } } };
};

/**
 * Checks one signer of a CAdES, PAdES or RFC 3161 signature: content type, message digest, signing certificate (ESS) and
 * the signature value over DER-ordered signed attributes. Says nothing about the certificate's path. Codes: CMS_*.
 */
export const verifySigner = (input: SignerVerification): Result<VerifiedSigner> => attempt(() => check(input));
