import { randomBytes } from 'node:crypto';
import type { Random } from '../../core/base';

/** One system call for many small requests: serial numbers and nonces come out of a pool, each byte given once. */
const POOL_BYTES = 4096;
let pool = new Uint8Array(0);
let used = 0;

const fromPool = (length: number): Uint8Array => {
  if (used + length > pool.length) {
    pool = new Uint8Array(randomBytes(POOL_BYTES));
    used = 0;
  }
  const out = pool.slice(used, used + length);
  pool.fill(0, used, used + length);
  used += length;
  return out;
};

/** The Random port over node:crypto's generator. */
export const nodeRandom: Random = {
  bytes: (length) => (length <= 64 ? fromPool(length) : new Uint8Array(randomBytes(length))),
};
