import { WIDTH } from './constants';

const BLOCK = 16;
/** Spread of grey (darkest to brightest in a block) from which it shows ridges and not the glass alone. */
const RIDGE_SPREAD = 70;

/** Share of blocks with ridges, 0..1: the reader has no finger detection of its own. Every fourth pixel is looked at. */
export function coverage(frame: Uint8Array): number {
  let blocks = 0;
  let ridges = 0;
  for (let top = 0; (top + BLOCK) * WIDTH <= frame.length; top += BLOCK)
    for (let left = 0; left + BLOCK <= WIDTH; left += BLOCK) {
      blocks++;
      if (spreadAt(frame, left, top) > RIDGE_SPREAD) ridges++;
    }
  return blocks === 0 ? 0 : ridges / blocks;
}

function spreadAt(frame: Uint8Array, left: number, top: number): number {
  let low = 255;
  let high = 0;
  for (let y = top; y < top + BLOCK; y += 2)
    for (let x = left; x < left + BLOCK; x += 2) {
      const grey = frame[y * WIDTH + x] as number;
      if (grey < low) low = grey;
      if (grey > high) high = grey;
    }
  return high - low;
}

/** Mean difference of two frames, in grey levels; every seventh pixel is looked at. */
export function difference(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  let sum = 0;
  let count = 0;
  for (let at = 0; at < length; at += 7, count++) sum += Math.abs((one[at] as number) - (other[at] as number));
  return count === 0 ? 0 : sum / count;
}
