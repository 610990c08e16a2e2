import {
  constants,
  createCipheriv,
  createDecipheriv,
  createECDH,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import type { EnvelopeCrypto, EnvelopeCurve, RecipientKey } from '../../core/cms';
import { nodeDigest } from './digest';
import { plain } from './plain';

const CURVE_NAMES: Readonly<Record<EnvelopeCurve, string>> = { 'ec-P256': 'prime256v1', 'ec-P384': 'secp384r1' };
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;
const TAG = { authTagLength: 16 } as const;

const ecb = (direction: typeof createCipheriv | typeof createDecipheriv, key: Uint8Array) => {
  const cipher = direction('aes-256-ecb', key, null);
  cipher.setAutoPadding(false);
  return (block: Uint8Array): Uint8Array => plain(cipher.update(block));
};

/** EnvelopeCrypto over node:crypto, in calls that Electron's BoringSSL has too. */
export const nodeEnvelopeCrypto: EnvelopeCrypto = {
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  aesGcmEncrypt: (key, iv, payload) => {
    const cipher = createCipheriv('aes-256-gcm', key, iv, TAG);
    const ciphertext = Buffer.concat([cipher.update(payload), cipher.final()]);
    return { ciphertext: plain(ciphertext), tag: plain(cipher.getAuthTag()) };
  },
  aesGcmDecrypt: (key, iv, { ciphertext, tag }, additionalData) => {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, TAG);
    decipher.setAuthTag(tag);
    if (additionalData.length > 0) decipher.setAAD(additionalData);
    const clear = plain(decipher.update(ciphertext));
    try {
      decipher.final();
      return clear;
    } catch {
      clear.fill(0);
      return undefined;
    }
  },
  aesBlocks: (key) => ({ encrypt: ecb(createCipheriv, key), decrypt: ecb(createDecipheriv, key) }),
  sha256: (data) => nodeDigest.hash('SHA-256', data),
  rsaOaepEncrypt: (publicKey, contentKey) => {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    return plain(publicEncrypt({ key, ...OAEP }, contentKey));
  },
  ecdhEphemeral: (curve, recipientPoint) => {
    const ecdh = createECDH(CURVE_NAMES[curve]);
    const point = ecdh.generateKeys();
    return { point: plain(point), shared: plain(ecdh.computeSecret(recipientPoint)) };
  },
};

const orUndefined = (work: () => Uint8Array): Uint8Array | undefined => {
  try {
    return plain(work());
  } catch {
    return undefined;
  }
};

const agree = (key: KeyObject, curve: EnvelopeCurve, point: Uint8Array): Uint8Array => {
  if (key.asymmetricKeyDetails?.namedCurve !== CURVE_NAMES[curve]) throw new TypeError('another curve');
  const ecdh = createECDH(CURVE_NAMES[curve]);
  ecdh.setPrivateKey(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
  return ecdh.computeSecret(point);
};

/** A custodian's private key (RSA, P-256 or P-384) for decryptAuthEnveloped. */
export const recipientKeyFromKeyObject = (key: KeyObject): RecipientKey => ({
  rsaOaepDecrypt: (encrypted) => orUndefined(() => privateDecrypt({ key, ...OAEP }, encrypted)),
  ecdh: (curve, point) => orUndefined(() => agree(key, curve, point)),
});
