import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Verifier } from '../../core/base';

/** Stations of a large hospital group. */
const KEYS_MAX = 1024;

/**
 * A Verifier that keeps the keys it has imported: the same few stations sign all day, and importing a key costs more
 * than verifying with it. Other algorithms than P-256 go to `other`.
 */
export function knownKeyVerifier(other: Verifier): Verifier {
  const keys = new Map<string, KeyObject>();
  const keyOf = (spki: Uint8Array): KeyObject => {
    const der = Buffer.from(spki.buffer, spki.byteOffset, spki.length);
    const name = der.toString('base64');
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const oldest = keys.size >= KEYS_MAX ? keys.keys().next().value : undefined;
    if (oldest !== undefined) keys.delete(oldest);
    keys.set(name, key);
    return key;
  };
  return {
    verify: (algorithm, publicKey, data, signature) => {
      if (algorithm !== 'ecdsa-SHA256') return other.verify(algorithm, publicKey, data, signature);
      try {
        const key = keyOf(publicKey);
        if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
        return verify('sha256', data, key, signature);
      } catch {
        return false;
      }
    },
  };
}
