export {
  type Attribute,
  boundAttributes,
  boundAttributesOf,
  buildSignedAttributes,
  encodeAttribute,
  type SignedAttributesInput,
  signatureTimeStampAttribute,
  signedAttributesWith,
  signingCertificateV2Attribute,
} from './attributes';
export { decryptAuthEnveloped, encryptAuthEnveloped, envelopeRecipients } from './auth-enveloped';
export { buildSignedData, hashOf, type SignedDataInput } from './build-signed-data';
export { type CarriedData, carriedData } from './carried-data';
export type {
  AesBlocks,
  AesGcmOutput,
  EnvelopeCrypto,
  EnvelopeCurve,
  EnvelopeOpening,
  RecipientKey,
} from './envelope-crypto';
export * from './errors';
export { ATTRIBUTES, CONTENT_TYPES } from './oids';
export type { RecipientIdentifier } from './recipients';
export {
  parseSignedData,
  type SignedAttributes,
  type SignedData,
  type SignerIdentifier,
  type SignerInfo,
} from './signed-data';
export { refersTo, type SigningCertificateReference } from './signing-certificate';
export { carriedCertificates, type SignerVerification, type VerifiedSigner, verifySigner } from './verify-signer';
export { withUnsignedAttribute } from './with-unsigned-attribute';
