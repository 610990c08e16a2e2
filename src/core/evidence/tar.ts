import { attempt, concat, equal, fromLatin1, latin1, Refusal, type Result } from '../base';

/** POSIX ustar (IEEE 1003.1, pax utility, "ustar Interchange Format"): blocks of 512 bytes. */
const BLOCK = 512;
/** Plain names only: no folder, no drive, nothing an unpacker could follow elsewhere. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,98}[a-z0-9]$/;
const MAX_ENTRIES = 64;
const MAX_BYTES = 64 << 20;

export interface TarEntry {
  /** 2 to 100 characters of a-z 0-9 . _ - ; unique in its archive. */
  readonly name: string;
  readonly data: Uint8Array;
}

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

/** Offsets and widths after the standard's table; checksum = sum of all header bytes with its own field as spaces. */
function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (offset: number, text: string): void => block.set(latin1(text), offset);
  put(0, name);
  put(100, octal(0o644, 7)); // mode
  put(108, octal(0, 7)); // uid
  put(116, octal(0, 7)); // gid
  put(124, octal(size, 11)); // size
  put(136, octal(0, 11)); // mtime
  put(148, ' '.repeat(8)); // chksum while it is summed
  put(156, '0'); // typeflag: regular file
  put(257, 'ustar\0'); // magic
  put(263, '00'); // version
  put(329, octal(0, 7)); // devmajor
  put(337, octal(0, 7)); // devminor
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)} `);
  return block;
}

function archive(entries: readonly TarEntry[]): Uint8Array {
  if (entries.length > MAX_ENTRIES) throw new Refusal('EVIDENCE_TAR_INVALID', `${entries.length} entries`);
  const names = new Set<string>();
  const parts: Uint8Array[] = [];
  for (const { name, data } of entries) {
    if (!NAME.test(name) || names.has(name)) throw new Refusal('EVIDENCE_TAR_INVALID', 'name');
    if (data.length > MAX_BYTES) throw new Refusal('EVIDENCE_TAR_INVALID', `${data.length} bytes`);
    names.add(name);
    parts.push(header(name, data.length), data, new Uint8Array((BLOCK - (data.length % BLOCK)) % BLOCK));
  }
  return concat([...parts, new Uint8Array(2 * BLOCK)]);
}

/**
 * Writes the one ustar archive of these entries in this order: mode 0644, owners 0, times 0, no names of owners,
 * two zero blocks at the end and no further padding. EVIDENCE_TAR_INVALID for a bad or repeated name or a huge entry.
 */
export const writeTar = (entries: readonly TarEntry[]): Result<Uint8Array> => attempt(() => archive(entries));

function entryAt(bytes: Uint8Array, at: number): TarEntry {
  const name = fromLatin1(bytes, at, at + 100).replace(/\0+$/, '');
  const size = fromLatin1(bytes, at + 124, at + 135);
  if (!/^[0-7]{11}$/.test(size)) throw new Refusal('EVIDENCE_TAR_INVALID', `size at ${at}`);
  const start = at + BLOCK;
  const end = start + Number.parseInt(size, 8);
  if (end > bytes.length) throw new Refusal('EVIDENCE_TAR_INVALID', `truncated at ${at}`);
  return { name, data: bytes.subarray(start, end) };
}

/**
 * Reads an archive made by {@link writeTar}; any other archive, also one of equal content, is EVIDENCE_TAR_INVALID.
 * Data are views into `bytes`.
 */
export function readTar(bytes: Uint8Array): Result<TarEntry[]> {
  return attempt(() => {
    if (bytes.length > MAX_BYTES || bytes.length % BLOCK !== 0) throw new Refusal('EVIDENCE_TAR_INVALID', 'length');
    const entries: TarEntry[] = [];
    for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
      const entry = entryAt(bytes, at);
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) throw new Refusal('EVIDENCE_TAR_INVALID', 'entries');
      at += BLOCK + Math.ceil(entry.data.length / BLOCK) * BLOCK;
    }
    if (!equal(archive(entries), bytes)) throw new Refusal('EVIDENCE_TAR_INVALID', 'not the deterministic form');
    return entries;
  });
}
