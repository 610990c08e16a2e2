import { p256, p384, p521 } from '@noble/curves/nist.js';
import type { SignatureAlgorithm, Verifier } from '../../core/base';
import { type PublicKeyInfo, type PublicKeyKind, parsePublicKey } from '../../core/pki';
import { verifySm2 } from '../sm';
import { WEB_HASHES } from './digest';
import { verifyPkcs1, verifyPss } from './rsa';

type Check = (key: PublicKeyInfo, data: Uint8Array, signature: Uint8Array) => boolean;

/** Signatures of others may have a high s; RFC 3279 knows no rule against it. The hash is the algorithm's, not the curve's. */
const ECDSA = { prehash: false, lowS: false, format: 'der' } as const;
const CURVES: Readonly<Partial<Record<PublicKeyKind, typeof p256>>> = {
  'ec-P256': p256,
  'ec-P384': p384,
  'ec-P521': p521,
};

const ecdsa =
  (hash: keyof typeof WEB_HASHES): Check =>
  ({ kind, keyBytes }, data, signature) =>
    CURVES[kind]?.verify(signature, WEB_HASHES[hash](data), keyBytes, ECDSA) === true;
const pkcs1 =
  (hash: Parameters<typeof verifyPkcs1>[0]): Check =>
  ({ kind, keyBytes }, data, signature) =>
    kind === 'rsa' && verifyPkcs1(hash, keyBytes, data, signature);
const pss =
  (hash: Parameters<typeof verifyPss>[0]): Check =>
  ({ kind, keyBytes }, data, signature) =>
    kind === 'rsa' && verifyPss(hash, keyBytes, data, signature);

const CHECKS: Readonly<Record<Exclude<SignatureAlgorithm, 'sm2-SM3'>, Check>> = {
  'ecdsa-SHA1': ecdsa('SHA-1'),
  'ecdsa-SHA256': ecdsa('SHA-256'),
  'ecdsa-SHA384': ecdsa('SHA-384'),
  'ecdsa-SHA512': ecdsa('SHA-512'),
  'rsa-pkcs1-MD5': pkcs1('MD5'),
  'rsa-pkcs1-SHA1': pkcs1('SHA-1'),
  'rsa-pkcs1-SHA256': pkcs1('SHA-256'),
  'rsa-pkcs1-SHA384': pkcs1('SHA-384'),
  'rsa-pkcs1-SHA512': pkcs1('SHA-512'),
  'rsa-pss-SHA256': pss('SHA-256'),
  'rsa-pss-SHA384': pss('SHA-384'),
  'rsa-pss-SHA512': pss('SHA-512'),
};

/** The Verifier port, synchronous where WebCrypto is not. False for keys or signatures that it cannot read. */
export const webVerifier: Verifier = {
  verify: (algorithm, publicKey, data, signature) => {
    if (algorithm === 'sm2-SM3') return verifySm2(publicKey, data, signature);
    const key = parsePublicKey(publicKey);
    if (!key.ok) return false;
    try {
      return CHECKS[algorithm](key.value, data, signature);
    } catch {
      return false;
    }
  },
};
