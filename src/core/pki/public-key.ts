import {
  type Asn1,
  asBitStringBytes,
  asInteger,
  asIntegerBytes,
  asNull,
  asOid,
  fieldsOf,
  readDerOrThrow,
} from '../asn1';
import { attempt, type Digest, Refusal, type Result } from '../base';

/** What a SubjectPublicKeyInfo holds. `other` keys are read but never verified with. */
export type PublicKeyKind = 'ec-P256' | 'ec-P384' | 'ec-P521' | 'ec-SM2' | 'rsa' | 'other';

export interface PublicKeyInfo {
  readonly kind: PublicKeyKind;
  /** DER of the SubjectPublicKeyInfo. */
  readonly raw: Uint8Array;
  /** The subjectPublicKey's bits: EC point or RSAPublicKey. */
  readonly keyBytes: Uint8Array;
  /** RSA modulus or EC field size. */
  readonly bits: number;
}

/** RFC 5480 2.1.1, RFC 3279 2.3.1; the curve of SM2 GM/T 0006. */
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
export const CURVES = {
  'ec-P256': '1.2.840.10045.3.1.7',
  'ec-P384': '1.3.132.0.34',
  'ec-P521': '1.3.132.0.35',
  'ec-SM2': '1.2.156.10197.1.301',
} as const;

const BITS = { 'ec-P256': 256, 'ec-P384': 384, 'ec-P521': 521, 'ec-SM2': 256 } as const;
const CURVE_KINDS = new Map(Object.entries(CURVES).map(([kind, oid]) => [oid as string, kind as keyof typeof CURVES]));

const readEc = (parameters: Asn1, keyBytes: Uint8Array): Pick<PublicKeyInfo, 'kind' | 'bits'> => {
  const kind = CURVE_KINDS.get(asOid(parameters));
  if (kind === undefined) return { kind: 'other', bits: 0 };
  const bits = BITS[kind];
  // Uncompressed point only (RFC 5480 2.2): 04, x, y. Whether it lies on the curve is the verifier's work.
  if (keyBytes.length !== 1 + 2 * Math.ceil(bits / 8) || keyBytes[0] !== 4)
    throw new Refusal('ASN1_BAD_VALUE', 'EC point');
  return { kind, bits };
};

const readRsa = (keyBytes: Uint8Array): Pick<PublicKeyInfo, 'kind' | 'bits'> => {
  const fields = fieldsOf(readDerOrThrow(keyBytes, { maxElements: 3 }), 'RSAPublicKey');
  const modulus = asIntegerBytes(fields.next());
  const exponent = asInteger(fields.next());
  fields.end();
  if (exponent < 3n || (modulus[0] as number) >= 0x80) throw new Refusal('ASN1_BAD_VALUE', 'RSA key');
  const significant = modulus[0] === 0 ? modulus.subarray(1) : modulus;
  return { kind: 'rsa', bits: significant.length * 8 - Math.clz32((significant[0] ?? 0) << 24) };
};

/** Reads a SubjectPublicKeyInfo (RFC 5280 4.1.2.7). Throws Refusals. */
export const readPublicKey = (node: Asn1): PublicKeyInfo => {
  const fields = fieldsOf(node, 'SubjectPublicKeyInfo');
  const algorithm = fieldsOf(fields.next(), 'AlgorithmIdentifier');
  const keyBytes = asBitStringBytes(fields.next());
  fields.end();
  const oid = asOid(algorithm.next());
  const base = { raw: node.raw, keyBytes };
  if (oid === EC_PUBLIC_KEY) return { ...base, ...readEc(algorithm.next(), keyBytes) };
  if (oid !== RSA_ENCRYPTION) return { ...base, kind: 'other', bits: 0 };
  asNull(algorithm.next());
  return { ...base, ...readRsa(keyBytes) };
};

/** {@link readPublicKey} for bytes from outside, such as a certificate request. Refuses `other` keys (PKI_UNSUPPORTED_KEY). */
export const parsePublicKey = (spki: Uint8Array): Result<PublicKeyInfo> =>
  attempt(() => {
    const key = readPublicKey(readDerOrThrow(spki, { maxBytes: 4096, maxElements: 16 }));
    if (key.kind === 'other') throw new Refusal('PKI_UNSUPPORTED_KEY');
    return key;
  });

/** Key identifier: leftmost 160 bits of the SHA-256 of the subjectPublicKey's bits (RFC 7093 2, method 1). */
export const keyIdentifier = (spki: Uint8Array, digest: Digest): Uint8Array => {
  const key = readPublicKey(readDerOrThrow(spki, { maxElements: 16 }));
  return digest.hash('SHA-256', key.keyBytes).subarray(0, 20);
};
