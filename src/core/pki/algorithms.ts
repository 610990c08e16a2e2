import { type Asn1, asNull, asOid, asSmallInteger, der, fieldsOf } from '../asn1';
import { equal, type HashAlgorithm, type SignatureAlgorithm } from '../base';
import { HASHES } from './oids';

/** sha256WithRSAEncryption and kin carry NULL parameters (RFC 4055 5), ecdsa-with-SHA2 none (RFC 5758 3.2). */
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const RSASSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const SHA256 = HASHES['SHA-256'];

const SIGNATURE_OIDS = {
  'ecdsa-P256-SHA256': '1.2.840.10045.4.3.2',
  'ecdsa-P384-SHA384': '1.2.840.10045.4.3.3',
  'rsa-pkcs1-SHA256': '1.2.840.113549.1.1.11',
  'rsa-pkcs1-SHA384': '1.2.840.113549.1.1.12',
  'rsa-pkcs1-SHA512': '1.2.840.113549.1.1.13',
  'rsa-pss-SHA256': RSASSA_PSS,
  /** SM2 signature with SM3 (GM/T 0006, GB/T 33560). */
  'sm2-SM3': '1.2.156.10197.1.501',
} as const satisfies Record<SignatureAlgorithm, string>;

const PKCS1_BY_HASH: Readonly<Record<HashAlgorithm, SignatureAlgorithm | undefined>> = {
  'SHA-1': undefined,
  'SHA-256': 'rsa-pkcs1-SHA256',
  'SHA-384': 'rsa-pkcs1-SHA384',
  'SHA-512': 'rsa-pkcs1-SHA512',
  SM3: undefined,
};

/**
 * What a SignerInfo of GM/T 0010 (GB/T 35275) may name instead of SM2-with-SM3: SM2, its curve, or the signature part of it
 * (GM/T 0006). The digest algorithm beside it must then be SM3.
 */
const SM2_ALONE: ReadonlySet<string> = new Set(['1.2.156.10197.1.301', '1.2.156.10197.1.301.1']);

const BY_OID = new Map<string, SignatureAlgorithm>(
  Object.entries(SIGNATURE_OIDS).map(([algorithm, oid]) => [oid, algorithm as SignatureAlgorithm]),
);
const HASH_BY_OID = new Map<string, HashAlgorithm>(
  Object.entries(HASHES).map(([hash, oid]) => [oid, hash as HashAlgorithm]),
);

/** RSASSA-PSS-params for SHA-256, MGF1 with SHA-256, salt 32 (RFC 4055 3.1). */
const pssParameters = (): Uint8Array => {
  const sha256 = der.sequence(der.oid(SHA256), der.nul());
  const mgf = der.sequence(der.oid(MGF1), sha256);
  return der.sequence(der.explicit(0, sha256), der.explicit(1, mgf), der.explicit(2, der.integer(32)));
};

const encodeSignatureAlgorithm = (algorithm: SignatureAlgorithm): Uint8Array => {
  const oid = der.oid(SIGNATURE_OIDS[algorithm]);
  if (algorithm === 'rsa-pss-SHA256') return der.sequence(oid, pssParameters());
  return algorithm.startsWith('rsa') ? der.sequence(oid, der.nul()) : der.sequence(oid);
};

const ENCODED = new Map<SignatureAlgorithm, Uint8Array>();

/** AlgorithmIdentifier of a signature algorithm. */
export const signatureAlgorithmIdentifier = (algorithm: SignatureAlgorithm): Uint8Array => {
  const known = ENCODED.get(algorithm) ?? encodeSignatureAlgorithm(algorithm);
  ENCODED.set(algorithm, known);
  return known;
};

/** AlgorithmIdentifier of a hash: parameters absent (RFC 5754 2). */
export const hashAlgorithmIdentifier = (algorithm: HashAlgorithm): Uint8Array =>
  der.sequence(der.oid(HASHES[algorithm]));

/** Hash of an AlgorithmIdentifier, undefined when unknown. Parameters are absent or NULL (RFC 5754 2). */
export const readHashAlgorithm = (node: Asn1): HashAlgorithm | undefined => {
  const fields = fieldsOf(node, 'AlgorithmIdentifier');
  const hash = HASH_BY_OID.get(asOid(fields.next()));
  if (hash === undefined) return undefined;
  const parameters = fields.optional(5);
  if (parameters !== undefined) asNull(parameters);
  fields.end();
  return hash;
};

/** A SHA-256 AlgorithmIdentifier with or without NULL, both written in the field. */
const isSha256 = (node: Asn1 | undefined): boolean => node !== undefined && readHashAlgorithm(node) === 'SHA-256';

const isOurPss = (node: Asn1): boolean => {
  const fields = fieldsOf(node, 'RSASSA-PSS-params');
  const [hash, mgf, salt] = [fields.optionalContext(0), fields.optionalContext(1), fields.optionalContext(2)];
  fields.end();
  const mask = mgf?.children[0];
  return (
    isSha256(hash?.children[0]) &&
    mask?.children[0] !== undefined &&
    asOid(mask.children[0]) === MGF1 &&
    isSha256(mask.children[1]) &&
    salt?.children[0] !== undefined &&
    asSmallInteger(salt.children[0]) === 32
  );
};

/**
 * Signature algorithm of an AlgorithmIdentifier; undefined when it is none of ours.
 * `hash` is the SignerInfo's digestAlgorithm: plain rsaEncryption there means PKCS #1 v1.5 with it (RFC 3370 3.2).
 */
export const readSignatureAlgorithm = (node: Asn1, hash?: HashAlgorithm): SignatureAlgorithm | undefined => {
  const fields = fieldsOf(node, 'AlgorithmIdentifier');
  const oid = asOid(fields.next());
  const parameters = node.children[1];
  if (oid === RSA_ENCRYPTION) return hash === undefined ? undefined : PKCS1_BY_HASH[hash];
  if (SM2_ALONE.has(oid)) return hash === 'SM3' ? 'sm2-SM3' : undefined;
  const algorithm = BY_OID.get(oid);
  if (algorithm === 'rsa-pss-SHA256') return parameters !== undefined && isOurPss(parameters) ? algorithm : undefined;
  // RFC 5758 3.2: absent. With any it is another algorithm, and not one of ours.
  if (algorithm?.startsWith('ecdsa') && parameters !== undefined) return undefined;
  return algorithm;
};

/** Same AlgorithmIdentifier, byte for byte: a certificate's inner and outer one must agree (RFC 5280 4.1.1.2). */
export const sameAlgorithm = (a: Asn1, b: Asn1): boolean => equal(a.raw, b.raw);
