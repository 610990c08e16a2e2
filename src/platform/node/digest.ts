import { createHash, type Hash, hash as oneShot } from 'node:crypto';
import type { Digest, HashAlgorithm, Hasher } from '../../core/base';
import { sm3, sm3Hasher } from '../sm';
import { plain } from './plain';

/** Names of node:crypto; the same in OpenSSL and in Electron's BoringSSL. */
const NAMES: Readonly<Record<Exclude<HashAlgorithm, 'SM3'>, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** crypto.hash() came with Node 20.12 and is twice as fast for short inputs; Electron 25 (Node 18) lacks it. */
const hashBytes: (name: string, data: Uint8Array) => Uint8Array =
  typeof oneShot === 'function'
    ? (name, data) => plain(oneShot(name, data, 'buffer'))
    : (name, data) => plain(createHash(name).update(data).digest());

const hasherOf = (hash: Hash): Hasher => ({
  update: (chunk) => {
    hash.update(chunk);
  },
  digest: () => plain(hash.digest()),
  copy: () => hasherOf(hash.copy()),
});

/** The Digest port over node:crypto; SM3, which BoringSSL lacks, over our own. */
export const nodeDigest: Digest = {
  hasher: (algorithm) => (algorithm === 'SM3' ? sm3Hasher() : hasherOf(createHash(NAMES[algorithm]))),
  hash: (algorithm, data) => (algorithm === 'SM3' ? sm3(data) : hashBytes(NAMES[algorithm], data)),
};
