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

/** What a screen takes, and how many bytes may be spent on a picture. */
export interface ImageTerms {
  readonly depths: readonly PixelDepth[];
  /** Parts can be drawn alone. */
  readonly areas: boolean;
  readonly bytes: number;
}

/**
 * An area of a picture as images, drawn in this order: in the deepest colour that the bytes allow; else in the shallowest, and
 * the part that has a colour once more in the deepest one that the rest allows.
 */
export function imagesFor(
  picture: PadPixels,
  area: PadArea,
  { depths, areas, bytes }: ImageTerms,
  deflate?: (data: Uint8Array) => Uint8Array,
): { area: PadArea; image: EncodedImage }[] {
  const deepest = (of: PadArea, most: number): PixelDepth | undefined =>
    depths.findLast((depth) => depth > 1 && (of.width * of.height * depth) / 8 <= most);
  const whole = deepest(area, bytes);
  if (whole !== undefined) return [{ area, image: encodeImage(picture, area, whole) }];
  const base = { area, image: encodeImage(picture, area, depths[0] ?? 1, deflate) };
  const coloured = areas ? boundsOf(picture, area, isColour) : undefined;
  const depth = coloured && deepest(coloured, bytes - base.image.data.length);
  if (coloured === undefined || depth === undefined) return [base];
  return [base, { area: coloured, image: encodeImage(picture, coloured, depth) }];
}

const isColour = ({ pixels }: PadPixels, at: number): boolean =>
  pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2];

/** Rows without a difference that are worth an upload of their own below them. */
const CALM_ROWS = 16;

/** Areas that together hold every difference, from top to bottom, their sides on whole bytes of one bit pixels. */
export function changedAreas(before: PadPixels, after: PadPixels): PadArea[] {
  const { width, height } = after;
  const differs = ({ pixels }: PadPixels, at: number): boolean =>
    before.pixels[at] !== pixels[at] ||
    before.pixels[at + 1] !== pixels[at + 1] ||
    before.pixels[at + 2] !== pixels[at + 2];
  const rows = Array.from({ length: height }, (_, y) => boundsOf(after, { x: 0, y, width, height: 1 }, differs));
  const areas: PadArea[] = [];
  for (const row of rows) {
    if (row === undefined) continue;
    const last = areas.at(-1);
    if (last === undefined || row.y - (last.y + last.height) >= CALM_ROWS) areas.push(row);
    else areas[areas.length - 1] = around(last, row);
  }
  return areas;
}

function around(one: PadArea, other: PadArea): PadArea {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** The smallest area around the pixels of which `is` holds, its sides on whole bytes of one bit pixels; undefined without one. */
function boundsOf(
  picture: PadPixels,
  within: PadArea,
  is: (picture: PadPixels, at: number) => boolean,
): PadArea | undefined {
  let [left, top, right, bottom] = [picture.width, -1, -1, -1];
  for (let y = within.y; y < within.y + within.height; y++) {
    for (let x = within.x; x < within.x + within.width; x++) {
      if (!is(picture, (y * picture.width + x) * 4)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      if (top < 0) top = y;
      bottom = y;
    }
  }
  if (right < 0) return undefined;
  const x = left & ~7;
  const end = Math.min(picture.width, (right | 7) + 1);
  return { x, y: top, width: end - x, height: bottom - top + 1 };
}
