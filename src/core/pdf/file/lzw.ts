import { Refusal } from '../../base';
import { GrowingBytes } from './growing-bytes';

const CLEAR = 256;
const END = 257;

/** LZWDecode (ISO 32000-1 7.4.4.2) with /EarlyChange 1, the default; bounded by `maxOutput`. */
export const decodeLzw = (data: Uint8Array, maxOutput: number, earlyChange = 1): Uint8Array => {
  const out = new GrowingBytes(maxOutput);
  // Every code is a place in `out` and a length: a string of the table is always text that was put out before.
  const starts = new Int32Array(4097);
  const lengths = new Int32Array(4097);
  let next = 258;
  let width = 9;
  let previousStart = -1;
  let previousLength = 0;
  let bits = 0;
  let bitCount = 0;
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xffffff;
    bitCount += 8;
    if (bitCount < width) continue;
    const code = (bits >> (bitCount - width)) & ((1 << width) - 1);
    bitCount -= width;
    if (code === END) break;
    if (code === CLEAR) {
      next = 258;
      width = 9;
      previousStart = -1;
      continue;
    }
    const start = out.length;
    if (code < 256) out.push(code);
    else if (previousStart >= 0 && code <= next && code < 4097) {
      const from = code === next ? previousStart : (starts[code] as number);
      const length = code === next ? previousLength + 1 : (lengths[code] as number);
      for (let i = 0; i < length; i++) out.push(out.at(from + i));
    } else throw new Refusal('PDF_DAMAGED', 'LZW code');
    if (previousStart >= 0 && next < 4096) {
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next++;
    }
    previousStart = start;
    previousLength = out.length - start;
    const limit = next + earlyChange;
    width = limit >= 2048 ? 12 : limit >= 1024 ? 11 : limit >= 512 ? 10 : 9;
  }
  return out.value;
};
