import { attemptAsync, type Digest, equal, must, Refusal, type Result, type Signer } from '../base';
import { buildSignedAttributes, buildSignedData, hashOf, signatureTimeStampAttribute } from '../cms';
import { type Certificate, parseCertificate } from '../pki';
import { readTimeStampToken } from '../tsp';

export interface PadesSigning {
  /** D1: over the ByteRange, by the hash of the signer's algorithm (`hashOf`): SHA-256 for P-256 and RSA, SHA-384 for P-384. */
  readonly documentDigest: Uint8Array;
  /** A one-time key, or a long-lived one of staff: what matters is its certificate. */
  readonly signer: Signer;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  /** Certificates between the signer's and the anchor, DER. */
  readonly chain: readonly Uint8Array[];
  /**
   * Asks for a token over `imprint` = SHA-256 of the signature value and answers its DER (a ContentInfo); absent for
   * B-B. The caller's function verifies the token's authority; that it is for this signature is checked here.
   */
  readonly timeStamp?: (imprint: Uint8Array) => Promise<Result<Uint8Array>>;
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

/** The token over a signature value (RFC 3161 appendix A), or none where B-B is asked for. */
async function timeStampFor(signature: Uint8Array, input: PadesSigning): Promise<Uint8Array | undefined> {
  if (!input.timeStamp) return undefined;
  const imprint = input.digest.hash('SHA-256', signature);
  const token = must(await input.timeStamp(imprint));
  const { messageImprint } = must(readTimeStampToken(token));
  if (messageImprint.hashAlgorithm !== 'SHA-256' || !equal(messageImprint.hashedMessage, imprint))
    throw new Refusal('PADES_TIME_STAMP_MISMATCH');
  return token;
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
    const token = await timeStampFor(signature, input);
    const cms = buildSignedData({
      signedAttributes,
      signature,
      signatureAlgorithm: signer.algorithm,
      signingCertificate: certificate,
      certificates: [certificate.raw, ...input.chain],
      ...(token && { unsignedAttributes: [signatureTimeStampAttribute(token)] }),
    });
    if (cms.length > input.contentsBytes)
      throw new Refusal('PADES_CONTENTS_TOO_SMALL', `${cms.length} > ${input.contentsBytes}`);
    return { cms, level: token ? 'B-T' : 'B-B' } as const;
  });
}
