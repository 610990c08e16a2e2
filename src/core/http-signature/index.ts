export { type HttpSignatureAlgorithm, hmacSha256, type SigningKey, type VerificationKey } from './algorithms';
export { contentDigestField, readContentDigest } from './content-digest';
export * from './errors';
export type { HeaderFields, HttpMessage } from './message';
export { type RequestToSign, type SignatureFields, type SignRequestOptions, signRequest } from './sign-request';
export {
  type RequestToVerify,
  type VerifiedRequest,
  type VerifyRequestOptions,
  verifyMessage,
  verifyRequest,
} from './verify-request';
