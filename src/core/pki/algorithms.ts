import { type Asn1, asNull, asOid, asSmallInteger, der, fieldsOf } from '../asn1';
import { equal, type HashAlgorithm, type SignatureAlgorithm } from '../base';
import { HASHES } from './oids';

/** sha256WithRSAEncryption and kin carry NULL parameters (RFC 4055 5, RFC 3279 2.2.1), ecdsa-with-SHA2 none (RFC 5758 3.2). */
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const RSASSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

const SIGNATURE_OIDS = {
  'ecdsa-SHA1': '1.2.840.10045.4.1',
  'ecdsa-SHA256': '1.2.840.10045.4.3.2',
  'ecdsa-SHA384': '1.2.840.10045.4.3.3',
  'ecdsa-SHA512': '1.2.840.10045.4.3.4',
  'rsa-pkcs1-MD5': '1.2.840.113549.1.1.4',
  'rsa-pkcs1-SHA1': '1.2.840.113549.1.1.5',
  'rsa-pkcs1-SHA256': '1.2.840.113549.1.1.11',
  'rsa-pkcs1-SHA384': '1.2.840.113549.1.1.12',
  'rsa-pkcs1-SHA512': '1.2.840.113549.1.1.13',
  'rsa-pss-SHA256': RSASSA_PSS,
  'rsa-pss-SHA384': RSASSA_PSS,
  'rsa-pss-SHA512': RSASSA_PSS,
  /** SM2 signature with SM3 (GM/T 0006, GB/T 33560). */
  'sm2-SM3': '1.2.156.10197.1.501',
} as const satisfies Record<SignatureAlgorithm, string>;

const PKCS1_BY_HASH: Readonly<Record<HashAlgorithm, SignatureAlgorithm | undefined>> = {
  MD5: 'rsa-pkcs1-MD5',
  'SHA-1': 'rsa-pkcs1-SHA1',
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

/** RSASSA-PSS: the hash, MGF1 with the same hash, a salt as long as the hash (RFC 4055 3.1), as everybody writes it. */
const PSS_HASHES: ReadonlyMap<SignatureAlgorithm, readonly [HashAlgorithm, number]> = new Map([
  ['rsa-pss-SHA256', ['SHA-256', 32]],
  ['rsa-pss-SHA384', ['SHA-384', 48]],
  ['rsa-pss-SHA512', ['SHA-512', 64]],
]);

const pssParameters = (hash: HashAlgorithm, saltLength: number): Uint8Array => {
  const identifier = der.sequence(der.oid(HASHES[hash]), der.nul());
  const mgf = der.sequence(der.oid(MGF1), identifier);
  return der.sequence(der.explicit(0, identifier), der.explicit(1, mgf), der.explicit(2, der.integer(saltLength)));
};

const encodeSignatureAlgorithm = (algorithm: SignatureAlgorithm): Uint8Array => {
  const oid = der.oid(SIGNATURE_OIDS[algorithm]);
  const pss = PSS_HASHES.get(algorithm);
  if (pss !== undefined) return der.sequence(oid, pssParameters(...pss));
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

/** The algorithm of RSASSA-PSS-params with one hash throughout and a salt as long; others are not read. */
const readPss = (node: Asn1): SignatureAlgorithm | undefined => {
  const fields = fieldsOf(node, 'RSASSA-PSS-params');
  const [hash, mgf, salt] = [0, 1, 2].map((tag) => fields.optionalContext(tag)?.children[0]);
  const trailer = fields.optionalContext(3)?.children[0];
  fields.end();
  const [mgfId, mgfHash] = mgf?.children ?? [];
  if (!hash || !salt || !mgfId || !mgfHash || asOid(mgfId) !== MGF1) return undefined;
  // trailerFieldBC is the only trailer there is, and DEFAULT (RFC 4055 3.1).
  if (trailer !== undefined && asSmallInteger(trailer) !== 1) return undefined;
  const [own, ofMask, length] = [readHashAlgorithm(hash), readHashAlgorithm(mgfHash), asSmallInteger(salt)];
  const found = [...PSS_HASHES].find(([, [name, size]]) => name === own && name === ofMask && size === length);
  return found?.[0];
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
  if (oid === RSASSA_PSS) return parameters === undefined ? undefined : readPss(parameters);
  // RFC 5758 3.2: absent. With any it is another algorithm, and not one of ours.
  if (algorithm?.startsWith('ecdsa') && parameters !== undefined) return undefined;
  return algorithm;
};

/** Same AlgorithmIdentifier, byte for byte: a certificate's inner and outer one must agree (RFC 5280 4.1.1.2). */
export const sameAlgorithm = (a: Asn1, b: Asn1): boolean => equal(a.raw, b.raw);
