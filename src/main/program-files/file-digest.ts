import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { setImmediate as pause } from 'node:timers/promises';
import { plainFs } from './plain-fs';

/** A slice takes about a millisecond; input and screens come between two of them. */
const SLICE_BYTES = 262_144;
/** Headers of a Windows program end within these. */
const HEAD_BYTES = 4096;

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Parts of a Windows program that a signature changes: checksum, entry of the certificate table, the table
 * (Windows Authenticode Portable Executable Signature Format, "Calculating the PE Image Hash"). undefined: not one.
 */
function changedBySigning(head: Buffer, size: number): readonly Range[] | undefined {
  if (head.length < 64 || head.toString('latin1', 0, 2) !== 'MZ') return undefined;
  // PE Format: offset of the header at 0x3c, 24 bytes of it before the optional header.
  const header = head.readUInt32LE(0x3c);
  const optional = header + 24;
  if (optional + 160 > head.length || head.readUInt32LE(header) !== 0x4550) return undefined;
  // Directory 4 is the certificate table; directories begin at 96 (PE32) or 112 (PE32+, magic 0x20b).
  const entry = optional + (head.readUInt16LE(optional) === 0x20b ? 112 : 96) + 4 * 8;
  const table = { from: head.readUInt32LE(entry), to: head.readUInt32LE(entry) + head.readUInt32LE(entry + 4) };
  const fields = [
    { from: optional + 64, to: optional + 68 },
    { from: entry, to: entry + 8 },
  ];
  if (table.from === 0) return fields;
  return table.from >= entry + 8 && table.to <= size ? [...fields, table] : undefined;
}

async function digestOf(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const slice = Buffer.alloc(SLICE_BYTES);
  const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
  await file.read(head, 0, head.length, 0);
  const left = changedBySigning(head, size);
  const hash = createHash('sha256');
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(slice, 0, SLICE_BYTES, at);
    if (bytesRead === 0) break;
    const end = at + bytesRead;
    let from = at;
    for (const range of left ?? []) {
      if (range.to <= from || range.from >= end) continue;
      hash.update(slice.subarray(from - at, Math.max(from, range.from) - at));
      from = Math.min(end, range.to);
    }
    hash.update(slice.subarray(from - at, bytesRead));
    at = end;
    await pause();
  }
  // Signing fills a program up to eight bytes before its table.
  if (left?.length === 2) hash.update(Buffer.alloc((8 - (size % 8)) % 8));
  return hash.digest('hex');
}

/** SHA-256 in hex of a file, of a Windows program without what signing changes. Rejects where it cannot be read. */
export async function fileDigest(path: string): Promise<string> {
  const file = await plainFs.open(path, 'r');
  try {
    return await digestOf(file);
  } finally {
    await file.close();
  }
}
