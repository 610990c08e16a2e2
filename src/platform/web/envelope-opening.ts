import { ecb } from '@noble/ciphers/aes.js';
import { concat } from '../../core/base';
import type { EnvelopeOpening } from '../../core/cms';
import { webDigest } from './digest';

const TAG_BITS = 128;
/** A plain ArrayBuffer behind the bytes, as WebCrypto asks for. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/** What opening an envelope needs: GCM by WebCrypto; single AES blocks, which WebCrypto has not, by noble-ciphers. */
export const webEnvelopeOpening: EnvelopeOpening = {
  sha256: (data) => webDigest.hash('SHA-256', data),
  aesBlocks: (key) => ({
    encrypt: (block) => ecb(key, { disablePadding: true }).encrypt(block),
    decrypt: (block) => ecb(key, { disablePadding: true }).decrypt(block),
  }),
  aesGcmDecrypt: async (key, iv, { ciphertext, tag }, additionalData) => {
    try {
      const imported = await crypto.subtle.importKey('raw', owned(key), 'AES-GCM', false, ['decrypt']);
      const parameters = { name: 'AES-GCM', iv: owned(iv), additionalData: owned(additionalData), tagLength: TAG_BITS };
      return new Uint8Array(await crypto.subtle.decrypt(parameters, imported, owned(concat([ciphertext, tag]))));
    } catch {
      return undefined;
    }
  },
};
