import { ENCODING, ENCODING_FLAG } from './constants';
import type { PadArea } from './encode';

/** A picture of the whole screen: red, green, blue, alpha, a byte each, row by row from the top; alpha is not looked at. */
export interface PadPixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export type PixelDepth = 1 | 16 | 24;

/** The depths that a pad takes, by the flags of its capability. */
export const depthsOf = (encodingFlags: number): readonly PixelDepth[] => [
  ...((encodingFlags & ENCODING_FLAG.bit1) !== 0 ? [1 as const] : []),
  ...((encodingFlags & ENCODING_FLAG.bit16) !== 0 ? [16 as const] : []),
  ...((encodingFlags & ENCODING_FLAG.bit24) !== 0 ? [24 as const] : []),
];

/** Ink where no channel is light; the threshold of the vendor's own flattening. */
const INK_UP_TO = 0x80;

/** One bit a pixel, 1 is white, most significant bit first, each row filled up to a byte with white. */
function bit1(picture: PadPixels, area: PadArea): Uint8Array {
  const rowBytes = Math.ceil(area.width / 8);
  const out = new Uint8Array(rowBytes * area.height).fill(0xff);
  eachPixel(picture, area, (red, green, blue, x, y) => {
    if ((red | green | blue) > INK_UP_TO) return;
    const at = y * rowBytes + (x >> 3);
    out[at] = (out[at] as number) & ~(0x80 >> (x & 7));
  });
  return out;
}

/** 5-6-5 bits, the byte with red first (vendor SDK, flattenColor16). */
function bit16(picture: PadPixels, area: PadArea): Uint8Array {
  const out = new Uint8Array(area.width * area.height * 2);
  eachPixel(picture, area, (red, green, blue, x, y) => {
    const at = (y * area.width + x) * 2;
    out[at] = (red & 0xf8) | (green >> 5);
    out[at + 1] = ((green << 3) & 0xe0) | (blue >> 3);
  });
  return out;
}

/** Blue, green, red. */
function bit24(picture: PadPixels, area: PadArea): Uint8Array {
  const out = new Uint8Array(area.width * area.height * 3);
  eachPixel(picture, area, (red, green, blue, x, y) => out.set([blue, green, red], (y * area.width + x) * 3));
  return out;
}

function eachPixel(
  { width, pixels }: PadPixels,
  area: PadArea,
  take: (red: number, green: number, blue: number, x: number, y: number) => void,
): void {
  for (let y = 0; y < area.height; y++) {
    for (let x = 0; x < area.width; x++) {
      const at = ((area.y + y) * width + area.x + x) * 4;
      take(pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number, x, y);
    }
  }
}

const DEPTHS = {
  1: { of: bit1, mode: ENCODING.bit1 },
  16: { of: bit16, mode: ENCODING.bit16 },
  24: { of: bit24, mode: ENCODING.bit24 },
};

/** An image as the pad takes it. */
export interface EncodedImage {
  readonly encoding: number;
  readonly data: Uint8Array;
}

/** Bytes of an area of a picture; packed where `deflate` (zlib, RFC 1950) is given and the mode exists packed. */
export function encodeImage(
  picture: PadPixels,
  area: PadArea,
  depth: PixelDepth,
  deflate?: (data: Uint8Array) => Uint8Array,
): EncodedImage {
  const { of, mode } = DEPTHS[depth];
  const data = of(picture, area);
  return depth === 1 && deflate !== undefined
    ? { encoding: ENCODING.bit1Zlib, data: deflate(data) }
    : { encoding: mode, data };
}

/** The smallest area that holds every difference, its sides on whole bytes of one bit pixels; undefined without one. */
export function changedArea(before: PadPixels, after: PadPixels): PadArea | undefined {
  let left = after.width;
  let top = after.height;
  let right = -1;
  let bottom = -1;
  for (let at = 0; at < after.pixels.length; at++) {
    if (before.pixels[at] === after.pixels[at]) continue;
    const x = (at >> 2) % after.width;
    const y = Math.floor((at >> 2) / after.width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  if (right < 0) return undefined;
  const x = left & ~7;
  const end = Math.min(after.width, (right | 7) + 1);
  return { x, y: top, width: end - x, height: bottom - top + 1 };
}
