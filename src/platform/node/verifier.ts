import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Verifier } from '../../core/base';
import { verifySm2 } from '../sm';
import { keyFits, keyInput, NODE_ALGORITHMS } from './algorithms';

/** RSA of more bits is a way to keep a verifier busy; nobody's certificate has it. */
const MAX_RSA_BITS = 8192;
/** Shorter ones are verified, for old signatures; whether they may be relied on is core/pki's algorithm policy. */
const MIN_RSA_BITS = 512;

/** A few authorities sign almost everything that is verified, and importing a key costs as much as using it. */
const KEYS_KEPT = 64;
const keys = new Map<string, KeyObject>();

const publicKeyOf = (spki: Uint8Array): KeyObject | undefined => {
  const der = Buffer.from(spki.buffer, spki.byteOffset, spki.byteLength);
  const name = der.toString('latin1');
  const kept = keys.get(name);
  if (kept !== undefined) return kept;
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    keys.set(name, key);
    const oldest = keys.keys().next();
    if (keys.size > KEYS_KEPT && !oldest.done) keys.delete(oldest.value);
    return key;
  } catch {
    return undefined;
  }
};

const acceptable = (key: KeyObject): boolean => {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  return bits === undefined || (bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS);
};

/** The Verifier port over node:crypto, SM2 over sm-crypto-v2. Answers false for keys or signatures that it cannot read, and for RSA outside 512..8192 bits. */
export const nodeVerifier: Verifier = {
  verify: (algorithm, publicKey, data, signature) => {
    if (algorithm === 'sm2-SM3') return verifySm2(publicKey, data, signature);
    const known = NODE_ALGORITHMS[algorithm];
    const key = publicKeyOf(publicKey);
    if (key === undefined || !keyFits(key, known) || !acceptable(key)) return false;
    try {
      return verify(known.hash, data, keyInput(key, known), signature);
    } catch {
      return false;
    }
  },
};
