export { type AlgorithmUse, type UnreliableAlgorithm, unreliableAlgorithm } from './algorithm-policy';
export {
  hashAlgorithmIdentifier,
  readHashAlgorithm,
  readSignatureAlgorithm,
  signatureAlgorithmIdentifier,
} from './algorithms';
export * from './build-certificate';
export * from './build-certificate-list';
export { type Certificate, parseCertificate } from './certificate';
export { type CertificateList, parseCertificateList } from './certificate-list';
export * from './errors';
export * from './event-binding';
export { type BasicConstraints, type Extension, encodeExtension } from './extensions';
export {
  type AttributeType,
  encodeName,
  formatName,
  type Name,
  type NameAttribute,
  nameValue,
  readName,
  sameName,
} from './name';
export { nameText } from './name-text';
export {
  buildOcspResponse,
  type OcspAnswer,
  type OcspResponse,
  parseOcspResponse,
  type SingleResponse,
} from './ocsp-response';
export { ATTRIBUTE_TYPES, EXTENSIONS, HASHES, KEY_PURPOSES, type KeyUsage } from './oids';
export { type CertificatePath, type PathInput, verifyPath } from './path';
export { fromPem, type PemBlock, toPem } from './pem';
export { CURVES, keyIdentifier, type PublicKeyInfo, type PublicKeyKind, parsePublicKey } from './public-key';
export type { CertificatePurpose } from './purposes';
export {
  type RevocationEvidence,
  type RevocationPorts,
  type RevocationStatus,
  revocationStatus,
} from './revocation-status';
export {
  encodeSignedDocumentBinding,
  SIGNED_DOCUMENT_BINDING_OID,
  type SignedDocumentBinding,
} from './signed-document-binding';
export { CERTIFICATE_TEMPLATES, type CertificateTemplate, type TemplateName } from './templates';
