import type { Hasher } from '../../core/base';

/** GB/T 32905-2016 (GM/T 0004) 4.1: initial value. */
const INITIAL = Int32Array.of(
  0x7380166f,
  0x4914b2b9,
  0x172442d7,
  0xda8a0600,
  0xa96f30bc,
  0x163138aa,
  0xe38dee4d,
  0xb0fb0e4e,
);
const BLOCK = 64;

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** 4.2 and 5.3.3: T_j, rotated by j once and for all. */
const CONSTANTS = Int32Array.from({ length: 64 }, (_, j) => rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

/** 4.4: the permutations. */
const p0 = (x: number): number => x ^ rotate(x, 9) ^ rotate(x, 17);
const p1 = (x: number): number => x ^ rotate(x, 15) ^ rotate(x, 23);

/** 5.3.2: message expansion of the block at `at` into 68 words. */
function expand(view: DataView, at: number, words: Int32Array): void {
  for (let j = 0; j < 16; j++) words[j] = view.getInt32(at + 4 * j);
  for (let j = 16; j < 68; j++) {
    const mixed = (words[j - 16] as number) ^ (words[j - 9] as number) ^ rotate(words[j - 3] as number, 15);
    words[j] = p1(mixed) ^ rotate(words[j - 13] as number, 7) ^ (words[j - 6] as number);
  }
}

/** 5.3.3: the compression function; FF and GG of 4.3 differ before and after round 16. */
function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number];
  let [e, f, g, h] = [state[4] as number, state[5] as number, state[6] as number, state[7] as number];
  for (let j = 0; j < 64; j++) {
    const a12 = rotate(a, 12);
    const ss1 = rotate((a12 + e + (CONSTANTS[j] as number)) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const word = words[j] as number;
    const tt1 = (ff + d + (ss1 ^ a12) + (word ^ (words[j + 4] as number))) | 0;
    const tt2 = (gg + h + ss1 + word) | 0;
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = p0(tt2);
  }
  state[0] = (state[0] as number) ^ a;
  state[1] = (state[1] as number) ^ b;
  state[2] = (state[2] as number) ^ c;
  state[3] = (state[3] as number) ^ d;
  state[4] = (state[4] as number) ^ e;
  state[5] = (state[5] as number) ^ f;
  state[6] = (state[6] as number) ^ g;
  state[7] = (state[7] as number) ^ h;
}

interface Progress {
  readonly state: Int32Array;
  /** The beginning of a block that is not full yet. */
  readonly rest: Uint8Array;
  length: number;
}

function absorb(progress: Progress, words: Int32Array, chunk: Uint8Array): void {
  const { state, rest } = progress;
  const filled = progress.length % BLOCK;
  progress.length += chunk.length;
  if (filled + chunk.length < BLOCK) {
    rest.set(chunk, filled);
    return;
  }
  let at = filled === 0 ? 0 : BLOCK - filled;
  if (at > 0) {
    rest.set(chunk.subarray(0, at), filled);
    expand(new DataView(rest.buffer), 0, words);
    compress(state, words);
  }
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (; at + BLOCK <= chunk.length; at += BLOCK) {
    expand(view, at, words);
    compress(state, words);
  }
  rest.set(chunk.subarray(at));
}

/** 5.2: a one bit, zeros, and the length in bits as 64 bits. */
function padding(length: number): Uint8Array {
  const out = new Uint8Array(BLOCK - ((length + 8) % BLOCK) + 8);
  out[0] = 0x80;
  const view = new DataView(out.buffer);
  view.setUint32(out.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(out.length - 4, (length * 8) >>> 0);
  return out;
}

function finish({ state, rest, length }: Progress): Uint8Array {
  const last: Progress = { state: state.slice(), rest: rest.slice(), length };
  absorb(last, new Int32Array(68), padding(length));
  const out = new Uint8Array(32);
  const view = new DataView(out.buffer);
  for (const [i, word] of last.state.entries()) view.setInt32(4 * i, word);
  return out;
}

const hasherOf = (progress: Progress): Hasher => {
  const words = new Int32Array(68);
  return {
    update: (chunk) => absorb(progress, words, chunk),
    digest: () => finish(progress),
    copy: () => hasherOf({ state: progress.state.slice(), rest: progress.rest.slice(), length: progress.length }),
  };
};

/** Incremental SM3 (GB/T 32905-2016), 32 bytes: no platform but OpenSSL has it, and sm-crypto-v2 hashes whole inputs only. */
export const sm3Hasher = (): Hasher => hasherOf({ state: INITIAL.slice(), rest: new Uint8Array(BLOCK), length: 0 });

/** SM3 of one input, 32 bytes. */
export const sm3 = (data: Uint8Array): Uint8Array => {
  const hasher = sm3Hasher();
  hasher.update(data);
  return hasher.digest();
};
