import { concat } from '../base';
import type { AesBlocks } from './envelope-crypto';

/** AES key wrap, RFC 3394, over single blocks. Initial value of 2.2.3.1. */
const INITIAL = Uint8Array.of(0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6);
const ROUNDS = 6;

/** A XOR t, where t counts the steps and stays below 2^8 for keys of up to 32 bytes. */
const mixCounter = (a: Uint8Array, t: number): Uint8Array => {
  const out = new Uint8Array(a);
  out[7] = (out[7] as number) ^ t;
  return out;
};

const halves = (key: Uint8Array): Uint8Array[] =>
  Array.from({ length: key.length / 8 }, (_, i) => key.slice(8 * i, 8 * i + 8));

/** Wraps a key of 16, 24 or 32 bytes (RFC 3394 2.2.1, the indexing way). */
export const wrapKey = (blocks: AesBlocks, key: Uint8Array): Uint8Array => {
  const registers = halves(key);
  let a: Uint8Array = INITIAL;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < registers.length; i++) {
      const b = blocks.encrypt(concat([a, registers[i] as Uint8Array]));
      a = mixCounter(b.subarray(0, 8), registers.length * round + i + 1);
      registers[i] = b.slice(8);
    }
  }
  return concat([a, ...registers]);
};

/** Unwraps (RFC 3394 2.2.2); undefined when the length or the integrity check is wrong. */
export const unwrapKey = (blocks: AesBlocks, wrapped: Uint8Array): Uint8Array | undefined => {
  if (wrapped.length % 8 !== 0 || wrapped.length < 24 || wrapped.length > 40) return undefined;
  const registers = halves(wrapped.subarray(8));
  let a: Uint8Array = wrapped.slice(0, 8);
  for (let round = ROUNDS - 1; round >= 0; round--) {
    for (let i = registers.length - 1; i >= 0; i--) {
      const mixed = mixCounter(a, registers.length * round + i + 1);
      const b = blocks.decrypt(concat([mixed, registers[i] as Uint8Array]));
      a = b.subarray(0, 8);
      registers[i] = b.slice(8);
    }
  }
  let difference = 0;
  for (let i = 0; i < 8; i++) difference |= (a[i] as number) ^ (INITIAL[i] as number);
  return difference === 0 ? concat(registers) : undefined;
};
