import type { FileHandle } from 'node:fs/promises';

/** [0, start of the gap, end of the gap, length of the rest] (ISO 32000-2 12.8.1). */
export type Range = readonly [number, number, number, number];

/** A signature as it lies in the file: its range and the value in its gap. */
export interface FoundSignature {
  readonly range: Range;
  /** Contents with its padding. */
  readonly contents: Buffer;
}

const CHUNK = 4 << 20;
const KEY = Buffer.from('/ByteRange');
/** The four numbers stand within this many bytes of the key. */
const AROUND = 256;
const MAX_GAP = 4 << 20;
/** As many as our own validator takes, and room to see that there are more. */
const MAX_FOUND = 256;

const NUMBERS = /^\/ByteRange\s*\[\s*(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s*\]/;

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** A range that holds a hex string in its gap; embedded files and copies of a range do not. */
async function signatureAt(file: FileHandle, size: number, text: string): Promise<FoundSignature | undefined> {
  const numbers = NUMBERS.exec(text)?.slice(1).map(Number);
  if (numbers === undefined) return undefined;
  const range = numbers as unknown as Range;
  const [start, gap, second, rest] = range;
  if (start !== 0 || second <= gap + 2 || second - gap > MAX_GAP || second + rest > size) return undefined;
  const value = (await readAt(file, gap, second - gap)).toString('latin1');
  if (!/^<[0-9A-Fa-f\s]*>$/.test(value)) return undefined;
  return { range, contents: Buffer.from(value.slice(1, -1).replaceAll(/\s/g, ''), 'hex') };
}

/**
 * Every signature in a file, oldest first: found by its bytes alone, without cross-reference tables, objects or fields,
 * in one pass that holds 4 MiB. A signature must lie open in the file, or its ByteRange could not be signed.
 */
export async function scanSignatures(file: FileHandle, size: number): Promise<FoundSignature[]> {
  const found = new Map<number, FoundSignature>();
  for (let at = 0; at < size; at += CHUNK) {
    const chunk = await readAt(file, at, CHUNK + AROUND);
    for (let hit = chunk.indexOf(KEY); hit >= 0 && hit < CHUNK; hit = chunk.indexOf(KEY, hit + 1)) {
      const signature = await signatureAt(file, size, chunk.subarray(hit, hit + AROUND).toString('latin1'));
      if (signature !== undefined) found.set(signature.range[1], signature);
      if (found.size > MAX_FOUND) throw new RangeError('too many signatures');
    }
  }
  return [...found.values()].sort((a, b) => a.range[2] + a.range[3] - (b.range[2] + b.range[3]));
}
