/** Bits of the state whose parity is the next one (a linear feedback shift register of 32 bits, moving right). */
const TAPS = 0x9248144d;
/** Bits of the state that hide one byte, lowest bit of the byte first. */
const MASK_BITS = [4, 8, 11, 14, 18, 21, 24, 29] as const;

/** The state after one byte. */
export function stepKey(key: number): number {
  let parity = key & TAPS;
  parity ^= parity >>> 16;
  parity ^= parity >>> 8;
  parity ^= parity >>> 4;
  parity ^= parity >>> 2;
  parity ^= parity >>> 1;
  return ((key >>> 1) | ((parity & 1) << 31)) >>> 0;
}

/** What the byte is hidden with in this state. */
export function maskOf(key: number): number {
  let mask = 0;
  for (let bit = 0; bit < 8; bit++) mask |= ((key >>> (MASK_BITS[bit] as number)) & 1) << bit;
  return mask;
}

/** Clears a block in place: each byte is the next one unmasked, the last is not transmitted and stays 0. Answers the state after it. */
export function unscramble(bytes: Uint8Array, key: number): number {
  let state = key;
  const last = bytes.length - 1;
  for (let at = 0; at < last; at++) {
    bytes[at] = (bytes[at + 1] as number) ^ maskOf(state);
    state = stepKey(state);
  }
  if (last >= 0) bytes[last] = 0;
  return stepKey(state);
}
