import { constants, createDecipheriv, generateKeyPair, privateDecrypt, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { PadCrypto } from '../../drivers/pen-tablet';

const bytesOf = (base64url: string): Uint8Array => new Uint8Array(Buffer.from(base64url, 'base64url'));

/** What encrypted pens need, by Node. A pad's session has keys of its own. */
export const nodePadCrypto: PadCrypto = {
  random: (length) => new Uint8Array(randomBytes(length)),
  decryptBlock(key, block) {
    const cipher = createDecipheriv(key.length === 32 ? 'aes-256-ecb' : 'aes-128-ecb', key, null);
    return new Uint8Array(cipher.setAutoPadding(false).update(block));
  },
  async rsaKey() {
    const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
    return {
      exponent: bytesOf(e),
      modulus: bytesOf(n),
      decrypt(secret) {
        try {
          const padding = constants.RSA_PKCS1_OAEP_PADDING;
          return new Uint8Array(privateDecrypt({ key: privateKey, padding, oaepHash: 'sha1' }, secret));
        } catch {
          return undefined;
        }
      },
    };
  },
};
