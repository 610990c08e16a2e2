import type { Digest, Signer } from '../base';
import { buildSignedData, CONTENT_TYPES, hashOf, signedAttributesWith, signingCertificateV2Attribute } from '../cms';
import type { Certificate } from '../pki';
import { encodeTstInfo, type TstInfoParts } from './tst-info';

/** What is the same for every token of one time-stamping unit; made once by {@link timeStampingKey}. */
export interface TimeStampingKey {
  readonly certificate: Certificate;
  /** DER: the unit's certificate and its issuers, without the root. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: Signer;
  readonly digest: Digest;
  readonly signingCertificateAttribute: Uint8Array;
}

export const timeStampingKey = (
  certificate: Certificate,
  issuers: readonly Certificate[],
  signer: Signer,
  digest: Digest,
): TimeStampingKey => ({
  certificate,
  certificates: [certificate.raw, ...issuers.map(({ raw }) => raw)],
  signer,
  digest,
  signingCertificateAttribute: signingCertificateV2Attribute(certificate, digest),
});

export interface TokenInput extends TstInfoParts {
  /** false: no certificates in the token (RFC 3161 2.4.1). */
  readonly certReq: boolean;
}

const assemble = (
  input: TokenInput,
  key: TimeStampingKey,
  content: Uint8Array,
  attributes: Uint8Array,
  signature: Uint8Array,
) =>
  buildSignedData({
    signedAttributes: attributes,
    signature,
    signatureAlgorithm: key.signer.algorithm,
    signingCertificate: key.certificate,
    certificates: input.certReq ? key.certificates : [],
    encapsulated: { contentType: CONTENT_TYPES.tstInfo, content },
  });

/** TimeStampToken (RFC 3161 2.4.2): DER of a ContentInfo with SignedData over the TSTInfo. */
export const buildTimeStampToken = async (input: TokenInput, key: TimeStampingKey): Promise<Uint8Array> => {
  const content = encodeTstInfo(input);
  const messageDigest = key.digest.hash(hashOf(key.signer.algorithm), content);
  const attributes = signedAttributesWith(key.signingCertificateAttribute, messageDigest, CONTENT_TYPES.tstInfo);
  return assemble(input, key, content, attributes, await key.signer.sign(attributes));
};
