import { constants, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../../core/base';

interface NodeAlgorithm {
  readonly hash: string;
  /** Key type, and one of the curves, that a key must have (names of node:crypto). */
  readonly keyType: 'ec' | 'rsa';
  readonly curves?: readonly string[];
  readonly padding?: number;
  readonly saltLength?: number;
}

const PKCS1 = constants.RSA_PKCS1_PADDING;
const PSS = constants.RSA_PKCS1_PSS_PADDING;
const NIST_CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];

/** SM2 is not node:crypto's: no way to give the user identifier, and BoringSSL has none of it (docs/adr/0017). */
export type NodeSignatureAlgorithm = Exclude<SignatureAlgorithm, 'sm2-SM3'>;

/** How node:crypto calls the algorithms of core/base. */
export const NODE_ALGORITHMS: Readonly<Record<NodeSignatureAlgorithm, NodeAlgorithm>> = {
  'ecdsa-SHA1': { hash: 'sha1', keyType: 'ec', curves: NIST_CURVES },
  'ecdsa-SHA256': { hash: 'sha256', keyType: 'ec', curves: NIST_CURVES },
  'ecdsa-SHA384': { hash: 'sha384', keyType: 'ec', curves: NIST_CURVES },
  'ecdsa-SHA512': { hash: 'sha512', keyType: 'ec', curves: NIST_CURVES },
  'rsa-pkcs1-MD5': { hash: 'md5', keyType: 'rsa', padding: PKCS1 },
  'rsa-pkcs1-SHA1': { hash: 'sha1', keyType: 'rsa', padding: PKCS1 },
  'rsa-pkcs1-SHA256': { hash: 'sha256', keyType: 'rsa', padding: PKCS1 },
  'rsa-pkcs1-SHA384': { hash: 'sha384', keyType: 'rsa', padding: PKCS1 },
  'rsa-pkcs1-SHA512': { hash: 'sha512', keyType: 'rsa', padding: PKCS1 },
  // RFC 4055 3.1: salt as long as the hash is what everybody writes.
  'rsa-pss-SHA256': { hash: 'sha256', keyType: 'rsa', padding: PSS, saltLength: 32 },
  'rsa-pss-SHA384': { hash: 'sha384', keyType: 'rsa', padding: PSS, saltLength: 48 },
  'rsa-pss-SHA512': { hash: 'sha512', keyType: 'rsa', padding: PSS, saltLength: 64 },
};

/** What crypto.sign() and crypto.verify() take as their key. ECDSA stays DER (their default). */
export const keyInput = (key: KeyObject, { padding, saltLength }: NodeAlgorithm) => ({
  key,
  ...(padding === undefined ? {} : { padding }),
  ...(saltLength === undefined ? {} : { saltLength }),
});

export const keyFits = (key: KeyObject, { keyType, curves }: NodeAlgorithm): boolean =>
  key.asymmetricKeyType === keyType &&
  (curves === undefined || curves.includes(key.asymmetricKeyDetails?.namedCurve ?? ''));
