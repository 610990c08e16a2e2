import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Signer } from '../../core/base';
import { keyFits, keyInput, NODE_ALGORITHMS, type NodeSignatureAlgorithm } from './algorithms';
import { plain } from './plain';

/** A signer whose `sign` answers at once. */
export interface NodeSigner extends Signer {
  sign(data: Uint8Array): Uint8Array;
}

/** A key for one act: after `destroy` it signs no more and the key is left to the garbage collector. */
export interface OneTimeSigner extends NodeSigner {
  destroy(): void;
}

const defaultAlgorithm = (key: KeyObject): NodeSignatureAlgorithm => {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve === 'prime256v1') return 'ecdsa-SHA256';
  if (curve === 'secp384r1') return 'ecdsa-SHA384';
  if (key.asymmetricKeyType === 'rsa') return 'rsa-pkcs1-SHA256';
  throw new TypeError(`no signature algorithm for a key of type ${key.asymmetricKeyType}`);
};

/** Signer over a private KeyObject; the algorithm follows from the key (P-256, P-384, RSA with SHA-256) unless given. */
export const signerFromKeyObject = (key: KeyObject, algorithm = defaultAlgorithm(key)): NodeSigner => {
  const known = NODE_ALGORITHMS[algorithm];
  if (!keyFits(key, known)) throw new TypeError(`the key does not fit ${algorithm}`);
  const input = keyInput(key, known);
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));
  return { algorithm, publicKey, sign: (data) => plain(sign(known.hash, data, input)) };
};

/** Fresh P-256 key that never leaves the process; nothing can export it through this object. */
export const generateOneTimeSigner = (): OneTimeSigner => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  let signer: NodeSigner | undefined = signerFromKeyObject(privateKey);
  const { algorithm, publicKey } = signer;
  return {
    algorithm,
    publicKey,
    sign: (data) => {
      if (signer === undefined) throw new Error('one-time key used after it was destroyed');
      return signer.sign(data);
    },
    destroy: () => {
      signer = undefined;
    },
  };
};
