import { attemptAsync, type Digest, equal, must, Refusal, type Result, type Signer } from '../base';
import {
  buildSignedAttributes,
  buildSignedData,
  hashOf,
  parseSignedData,
  signatureTimeStampAttribute,
  withUnsignedAttribute,
} from '../cms';
import { type Certificate, parseCertificate } from '../pki';
import { readTimeStampToken } from '../tsp';

/**
 * Asks for a token over `imprint` = SHA-256 of what is stamped and answers its DER (a ContentInfo). The caller's function
 * verifies the token's authority; that it is over the imprint is checked here.
 */
export type AskTime = (imprint: Uint8Array) => Promise<Result<Uint8Array>>;

export interface PadesSigning {
  /** D1: over the ByteRange, by the hash of the signer's algorithm (`hashOf`): SHA-256 for P-256 and RSA, SHA-384 for P-384. */
  readonly documentDigest: Uint8Array;
  /** A one-time key, or a long-lived one of staff: what matters is its certificate. */
  readonly signer: Signer;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  /** Certificates between the signer's and the anchor, DER. */
  readonly chain: readonly Uint8Array[];
  /** Asks for a token over the signature value; absent for B-B. */
  readonly timeStamp?: AskTime;
  /** Room in /Contents, bytes. */
  readonly contentsBytes: number;
  readonly digest: Digest;
}

export interface PadesSignature {
  /** ContentInfo with SignedData, DER: what goes into /Contents. */
  readonly cms: Uint8Array;
  readonly level: 'B-B' | 'B-T';
}

function certificateOf(input: PadesSigning): Certificate {
  const length = input.digest.hash(hashOf(input.signer.algorithm), new Uint8Array(0)).length;
  if (input.documentDigest.length !== length) throw new Refusal('PADES_ALGORITHM', input.signer.algorithm);
  const certificate = must(parseCertificate(input.certificate));
  if (!equal(certificate.publicKey.raw, input.signer.publicKey)) throw new Refusal('PADES_CERTIFICATE_MISMATCH');
  return certificate;
}

/** The token over a signature value (RFC 3161 appendix A), believed only when it is over this one. */
async function tokenOver(signature: Uint8Array, timeStamp: AskTime, digest: Digest): Promise<Uint8Array> {
  const imprint = digest.hash('SHA-256', signature);
  const token = must(await timeStamp(imprint));
  const { messageImprint } = must(readTimeStampToken(token));
  if (messageImprint.hashAlgorithm !== 'SHA-256' || !equal(messageImprint.hashedMessage, imprint))
    throw new Refusal('PADES_TIME_STAMP_MISMATCH');
  return token;
}

function fitting(cms: Uint8Array, contentsBytes: number): Uint8Array {
  if (cms.length > contentsBytes) throw new Refusal('PADES_CONTENTS_TOO_SMALL', `${cms.length} > ${contentsBytes}`);
  return cms;
}

/**
 * One PAdES baseline signature (EN 319 142-1 6): signs content-type, message-digest and signing-certificate-v2 as a DER
 * SET, and puts the signature time-stamp inside where a `timeStamp` is given. A time-stamp that cannot be had is an
 * error, never silently B-B. Codes: PADES_*, those of `timeStamp`, PKI_* and TSP_* for certificates and tokens.
 */
export function signPades(input: PadesSigning): Promise<Result<PadesSignature>> {
  return attemptAsync(async () => {
    const { signer, digest } = input;
    const certificate = certificateOf(input);
    const signedAttributes = buildSignedAttributes({
      messageDigest: input.documentDigest,
      signingCertificate: certificate,
      digest,
    });
    const signature = await signer.sign(signedAttributes);
    const token = input.timeStamp && (await tokenOver(signature, input.timeStamp, digest));
    const cms = buildSignedData({
      signedAttributes,
      signature,
      signatureAlgorithm: signer.algorithm,
      signingCertificate: certificate,
      certificates: [certificate.raw, ...input.chain],
      ...(token && { unsignedAttributes: [signatureTimeStampAttribute(token)] }),
    });
    return { cms: fitting(cms, input.contentsBytes), level: token ? 'B-T' : 'B-B' } as const;
  });
}

export interface SignatureToTime {
  /** /Contents of a B-B signature, with or without its padding. */
  readonly contents: Uint8Array;
  readonly timeStamp: AskTime;
  readonly contentsBytes: number;
  readonly digest: Digest;
}

/**
 * B-B to B-T: the signature time-stamp that could not be had when it was signed. No ByteRange covers /Contents of its
 * own signature, so this breaks nothing as long as no later revision covers it (EN 319 142-1 6.3; ISO 32000-2 12.8.1).
 * Codes: as {@link signPades}, CMS_* for contents that hold no signature.
 */
export function timeStampPades({ contents, timeStamp, contentsBytes, digest }: SignatureToTime) {
  return attemptAsync(async (): Promise<PadesSignature> => {
    const { signerInfos } = must(parseSignedData(contents, { allowTrailing: true }));
    const [signer] = signerInfos;
    if (signer === undefined) throw new Refusal('CMS_NO_SIGNER');
    const token = await tokenOver(signer.signature, timeStamp, digest);
    const cms = must(withUnsignedAttribute(contents, signatureTimeStampAttribute(token)));
    return { cms: fitting(cms, contentsBytes), level: 'B-T' };
  });
}
