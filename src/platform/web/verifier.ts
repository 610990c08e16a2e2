import { p256, p384 } from '@noble/curves/nist.js';
import type { SignatureAlgorithm, Verifier } from '../../core/base';
import { type PublicKeyKind, parsePublicKey } from '../../core/pki';
import { verifySm2 } from '../sm';
import { verifyPkcs1, verifyPss } from './rsa';

type Check = (keyBytes: Uint8Array, data: Uint8Array, signature: Uint8Array) => boolean;

/** Signatures of others may have a high s; RFC 3279 knows no rule against it. */
const ECDSA = { prehash: true, lowS: false, format: 'der' } as const;

const CHECKS: Readonly<Record<Exclude<SignatureAlgorithm, 'sm2-SM3'>, readonly [PublicKeyKind, Check]>> = {
  'ecdsa-P256-SHA256': ['ec-P256', (key, data, signature) => p256.verify(signature, data, key, ECDSA)],
  'ecdsa-P384-SHA384': ['ec-P384', (key, data, signature) => p384.verify(signature, data, key, ECDSA)],
  'rsa-pkcs1-SHA256': ['rsa', (key, data, signature) => verifyPkcs1('SHA-256', key, data, signature)],
  'rsa-pkcs1-SHA384': ['rsa', (key, data, signature) => verifyPkcs1('SHA-384', key, data, signature)],
  'rsa-pkcs1-SHA512': ['rsa', (key, data, signature) => verifyPkcs1('SHA-512', key, data, signature)],
  'rsa-pss-SHA256': ['rsa', verifyPss],
};

/** The Verifier port, synchronous where WebCrypto is not. False for keys or signatures that it cannot read. */
export const webVerifier: Verifier = {
  verify: (algorithm, publicKey, data, signature) => {
    if (algorithm === 'sm2-SM3') return verifySm2(publicKey, data, signature);
    const [kind, check] = CHECKS[algorithm];
    const key = parsePublicKey(publicKey);
    if (!key.ok || key.value.kind !== kind) return false;
    try {
      return check(key.value.keyBytes, data, signature);
    } catch {
      return false;
    }
  },
};
