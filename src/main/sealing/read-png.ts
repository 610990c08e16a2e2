import { err, ok, type Result } from '../../core/base';
import type { Inflate } from '../../core/pdf';

/** Red, green, blue, opacity, one byte each, rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** ISO/IEC 15948 5.2. */
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** A seal of 60 mm at 600 dpi is 1417 pixels wide. */
const MAX_SIDE = 2048;
/** Samples a pixel by colour type (11.2.2): grey, RGB, palette, grey and alpha, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
}

interface Chunks {
  readonly header: Header;
  readonly data: Uint8Array;
  readonly palette: Uint8Array;
  /** tRNS: opacity of palette entries. */
  readonly opacity: Uint8Array;
}

const headerOf = (view: DataView, at: number): Header | undefined => {
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)];
  const [depth, colourType] = [view.getUint8(at + 8), view.getUint8(at + 9)];
  const isPlain = view.getUint8(at + 12) === 0;
  const isKnown =
    depth === 8 ? colourType in CHANNELS : (colourType === 0 || colourType === 3) && [1, 2, 4].includes(depth);
  const isSane = width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
  return isPlain && isKnown && isSane ? { width, height, depth, colourType } : undefined;
};

/** Chunks of clause 11; their CRCs are not looked at, the form's own digest covers the picture. */
function chunksOf(bytes: Uint8Array): Chunks | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: Header | undefined;
  let palette = new Uint8Array(0);
  let opacity = new Uint8Array(0);
  const data: Uint8Array[] = [];
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (body.length !== length) return undefined;
    if (type === 'IHDR') header = length === 13 ? headerOf(view, at + 8) : undefined;
    if (type === 'PLTE') palette = new Uint8Array(body);
    if (type === 'tRNS') opacity = new Uint8Array(body);
    if (type === 'IDAT') data.push(body);
    at += 12 + length;
  }
  return header === undefined ? undefined : { header, data: new Uint8Array(Buffer.concat(data)), palette, opacity };
}

const paeth = (a: number, b: number, c: number): number => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

/** Filters of clause 9, undone in place; the bytes of all rows without their filter bytes. */
function unfiltered(raw: Uint8Array, rows: number, rowBytes: number, pixelBytes: number): Uint8Array | undefined {
  const out = new Uint8Array(rows * rowBytes);
  for (let y = 0; y < rows; y++) {
    const filter = raw[y * (rowBytes + 1)] as number;
    if (filter > 4) return undefined;
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x;
      const a = x >= pixelBytes ? (out[at - pixelBytes] as number) : 0;
      const b = y > 0 ? (out[at - rowBytes] as number) : 0;
      const c = y > 0 && x >= pixelBytes ? (out[at - rowBytes - pixelBytes] as number) : 0;
      const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter] as number;
      out[at] = (raw[y * (rowBytes + 1) + 1 + x] as number) + predicted;
    }
  }
  return out;
}

/** One pixel's red, green, blue, opacity from its samples. */
const colourOf = ({ header, palette, opacity }: Chunks, samples: readonly number[]): readonly number[] => {
  const [a = 0, b = 0, c = 0, d = 255] = samples;
  switch (header.colourType) {
    case 0: {
      const grey = Math.round((a * 255) / (2 ** header.depth - 1));
      return [grey, grey, grey, 255];
    }
    case 3:
      return [palette[3 * a] ?? 0, palette[3 * a + 1] ?? 0, palette[3 * a + 2] ?? 0, opacity[a] ?? 255];
    case 4:
      return [a, a, a, b];
    default:
      return [a, b, c, d];
  }
};

function pixelsOf(chunks: Chunks, rows: Uint8Array, rowBytes: number): Pixels {
  const { width, height, depth, colourType } = chunks.header;
  const channels = CHANNELS[colourType] as number;
  const rgba = new Uint8Array(4 * width * height);
  const sample = (y: number, index: number): number => {
    if (depth === 8) return rows[y * rowBytes + index] as number;
    const bit = index * depth;
    const byte = rows[y * rowBytes + (bit >> 3)] as number;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const samples = Array.from({ length: channels }, (_, i) => sample(y, x * channels + i));
      rgba.set(colourOf(chunks, samples), 4 * (y * width + x));
    }
  return { width, height, rgba };
}

/**
 * Reads a PNG (ISO/IEC 15948): 8 bits a sample of every colour type, or 1, 2, 4 bits of grey and palette, not
 * interlaced, 2048 pixels a side at most. SEAL_IMAGE_UNREADABLE.
 */
export async function readPng(bytes: Uint8Array, inflate: Inflate): Promise<Result<Pixels>> {
  const isPng = SIGNATURE.every((byte, index) => bytes[index] === byte);
  const chunks = isPng ? chunksOf(bytes) : undefined;
  if (chunks === undefined) return err('SEAL_IMAGE_UNREADABLE', 'not a PNG of a kind that is read');
  const { width, height, depth, colourType } = chunks.header;
  const bits = (CHANNELS[colourType] as number) * depth;
  const rowBytes = Math.ceil((width * bits) / 8);
  try {
    const size = height * (rowBytes + 1);
    const raw = await inflate(chunks.data, size);
    const rows = raw.length === size ? unfiltered(raw, height, rowBytes, Math.max(1, bits >> 3)) : undefined;
    if (rows !== undefined) return ok(pixelsOf(chunks, rows, rowBytes));
  } catch {
    // falls through: the port throws on bad data
  }
  return err('SEAL_IMAGE_UNREADABLE', 'picture data');
}
