import { asIntegerBytes, asSequence, der, readDerOrThrow } from '../asn1';
import { concat, type Digest, type Signer, type Verifier } from '../base';

/** RFC 9421 3.3: the two that we use. */
export type HttpSignatureAlgorithm = 'ecdsa-p256-sha256' | 'hmac-sha256';

export type SigningKey =
  | { readonly algorithm: 'ecdsa-p256-sha256'; readonly signer: Signer }
  | { readonly algorithm: 'hmac-sha256'; readonly secret: Uint8Array };

export type VerificationKey =
  | { readonly algorithm: 'ecdsa-p256-sha256' /** SubjectPublicKeyInfo, DER. */; readonly publicKey: Uint8Array }
  | { readonly algorithm: 'hmac-sha256'; readonly secret: Uint8Array };

/** Block length of SHA-256 (RFC 2104 2: B). */
const BLOCK = 64;
const COORDINATE = 32;

/** HMAC-SHA-256 (RFC 2104) from the Digest port. */
export const hmacSha256 = (secret: Uint8Array, data: Uint8Array, digest: Digest): Uint8Array => {
  const key = new Uint8Array(BLOCK);
  key.set(secret.length > BLOCK ? digest.hash('SHA-256', secret) : secret);
  const inner = digest.hash('SHA-256', concat([key.map((byte) => byte ^ 0x36), data]));
  return digest.hash('SHA-256', concat([key.map((byte) => byte ^ 0x5c), inner]));
};

/** Comparison whose time does not tell where the difference is. */
export const sameSecret = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
};

const coordinate = (content: Uint8Array): Uint8Array => {
  const magnitude = content[0] === 0 ? content.subarray(1) : content;
  const out = new Uint8Array(COORDINATE);
  out.set(magnitude, COORDINATE - magnitude.length);
  return out;
};

/** DER Ecdsa-Sig-Value to r || s of 64 bytes (RFC 9421 3.3.4). */
export const ecdsaToRaw = (signature: Uint8Array): Uint8Array =>
  concat(asSequence(readDerOrThrow(signature)).map((node) => coordinate(asIntegerBytes(node))));

/** r || s to DER; undefined when the length is wrong. */
export const ecdsaFromRaw = (raw: Uint8Array): Uint8Array | undefined =>
  raw.length === 2 * COORDINATE
    ? der.sequence(der.integerBytes(raw.subarray(0, COORDINATE)), der.integerBytes(raw.subarray(COORDINATE)))
    : undefined;

export const signBase = async (key: SigningKey, base: Uint8Array, digest: Digest): Promise<Uint8Array> => {
  if (key.algorithm === 'hmac-sha256') return hmacSha256(key.secret, base, digest);
  if (key.signer.algorithm !== 'ecdsa-SHA256') throw new TypeError('the signer has no P-256 key');
  return ecdsaToRaw(await key.signer.sign(base));
};

export interface VerificationPorts {
  readonly digest: Digest;
  readonly verifier: Verifier;
}

export const verifyBase = (
  key: VerificationKey,
  base: Uint8Array,
  signature: Uint8Array,
  { digest, verifier }: VerificationPorts,
): boolean => {
  if (key.algorithm === 'hmac-sha256') return sameSecret(hmacSha256(key.secret, base, digest), signature);
  const encoded = ecdsaFromRaw(signature);
  return encoded !== undefined && verifier.verify('ecdsa-SHA256', key.publicKey, base, encoded);
};
