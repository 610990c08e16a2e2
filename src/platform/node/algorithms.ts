import { constants, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../../core/base';

interface NodeAlgorithm {
  readonly hash: string;
  /** Key type and curve a key must have (names of node:crypto). */
  readonly keyType: 'ec' | 'rsa';
  readonly curve?: string;
  readonly padding?: number;
  readonly saltLength?: number;
}

const PKCS1 = constants.RSA_PKCS1_PADDING;

/** SM2 is not node:crypto's: no way to give the user identifier, and BoringSSL has none of it (docs/adr/0017). */
export type NodeSignatureAlgorithm = Exclude<SignatureAlgorithm, 'sm2-SM3'>;

/** How node:crypto calls the algorithms of core/base. */
export const NODE_ALGORITHMS: Readonly<Record<NodeSignatureAlgorithm, NodeAlgorithm>> = {
  'ecdsa-P256-SHA256': { hash: 'sha256', keyType: 'ec', curve: 'prime256v1' },
  'ecdsa-P384-SHA384': { hash: 'sha384', keyType: 'ec', curve: 'secp384r1' },
  'rsa-pkcs1-SHA256': { hash: 'sha256', keyType: 'rsa', padding: PKCS1 },
  'rsa-pkcs1-SHA384': { hash: 'sha384', keyType: 'rsa', padding: PKCS1 },
  'rsa-pkcs1-SHA512': { hash: 'sha512', keyType: 'rsa', padding: PKCS1 },
  // RFC 4055 3.1: salt as long as the hash is what everybody writes.
  'rsa-pss-SHA256': { hash: 'sha256', keyType: 'rsa', padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
};

/** What crypto.sign() and crypto.verify() take as their key. ECDSA stays DER (their default). */
export const keyInput = (key: KeyObject, { padding, saltLength }: NodeAlgorithm) => ({
  key,
  ...(padding === undefined ? {} : { padding }),
  ...(saltLength === undefined ? {} : { saltLength }),
});

export const keyFits = (key: KeyObject, { keyType, curve }: NodeAlgorithm): boolean =>
  key.asymmetricKeyType === keyType && (curve === undefined || key.asymmetricKeyDetails?.namedCurve === curve);
