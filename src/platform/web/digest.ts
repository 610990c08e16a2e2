import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Digest, HashAlgorithm, Hasher } from '../../core/base';
import { sm3, sm3Hasher } from '../sm';

export const WEB_HASHES = { MD5: md5, 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;

/** What the port needs of a hash in progress. */
interface Running {
  update(chunk: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Running;
}

const hasherOf = (running: Running): Hasher => ({
  update: (chunk) => {
    running.update(chunk);
  },
  digest: () => running.digest(),
  copy: () => hasherOf(running.clone()),
});

const start = (algorithm: Exclude<HashAlgorithm, 'SM3'>): Running => WEB_HASHES[algorithm].create();

/** The Digest port without a platform: WebCrypto's digest is neither synchronous nor incremental. */
export const webDigest: Digest = {
  hasher: (algorithm) => (algorithm === 'SM3' ? sm3Hasher() : hasherOf(start(algorithm))),
  hash: (algorithm, data) => (algorithm === 'SM3' ? sm3(data) : WEB_HASHES[algorithm](data)),
};
