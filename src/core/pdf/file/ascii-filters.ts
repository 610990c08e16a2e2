import { isWhite } from '../syntax/characters';
import { GrowingBytes } from './growing-bytes';

const TILDE = 126;

/** ASCIIHexDecode (ISO 32000-1 7.4.2). */
export const decodeAsciiHex = (data: Uint8Array, maxOutput: number): Uint8Array => {
  const out = new GrowingBytes(maxOutput);
  let high = -1;
  for (const c of data) {
    if (c === 62) break;
    const digit = Number.parseInt(String.fromCharCode(c), 16);
    if (Number.isNaN(digit)) continue;
    if (high < 0) high = digit;
    else {
      out.push(high * 16 + digit);
      high = -1;
    }
  }
  if (high >= 0) out.push(high * 16);
  return out.value;
};

/** ASCII85Decode (7.4.3). */
export const decodeAscii85 = (data: Uint8Array, maxOutput: number): Uint8Array => {
  const out = new GrowingBytes(maxOutput);
  let group: number[] = [];
  const flush = (): void => {
    const count = group.length;
    if (count < 2) return;
    while (group.length < 5) group.push(84);
    const word = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < count - 1; i++) out.push(Math.floor(word / 256 ** (3 - i)) & 255);
    group = [];
  };
  for (const c of data) {
    if (c === TILDE) break;
    if (isWhite(c)) continue;
    if (c === 122 && group.length === 0) for (let i = 0; i < 4; i++) out.push(0);
    else if (c >= 33 && c <= 117) group.push(c - 33);
    if (group.length === 5) flush();
  }
  flush();
  return out.value;
};

/** RunLengthDecode (7.4.5). */
export const decodeRunLength = (data: Uint8Array, maxOutput: number): Uint8Array => {
  const out = new GrowingBytes(maxOutput);
  for (let at = 0; at < data.length; ) {
    const length = data[at++] as number;
    if (length === 128) break;
    if (length < 128) for (let i = 0; i <= length && at < data.length; i++) out.push(data[at++] as number);
    else {
      const byte = data[at++] ?? 0;
      for (let i = 0; i < 257 - length; i++) out.push(byte);
    }
  }
  return out.value;
};
