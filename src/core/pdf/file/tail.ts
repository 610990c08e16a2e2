import { fromLatin1, type RandomAccess, Refusal } from '../../base';

/** Acrobat looks for %%EOF in the last 1,024 bytes; some room more for white space behind it. */
const TAIL = 2048;

export interface FileTail {
  /** Offset named by the last `startxref`. */
  readonly startxref: number;
  /** Bytes behind the last %%EOF other than white space and zeros. */
  readonly bytesAfterEof: number;
}

/** The header must be the very first bytes: readers disagree about offsets when anything stands before it. */
export const checkHeader = async (source: RandomAccess): Promise<void> => {
  const head = fromLatin1(await source.read(0, Math.min(1024, source.size)));
  const at = head.search(/%PDF-\d/);
  if (at < 0) throw new Refusal('PDF_NOT_A_PDF');
  if (at > 0) throw new Refusal('PDF_JUNK_BEFORE_HEADER', `${at} bytes`);
};

/** Reads the last `startxref` and what follows it (ISO 32000-1 7.5.5). */
export const readTail = async (source: RandomAccess): Promise<FileTail> => {
  const length = Math.min(TAIL, source.size);
  const tail = fromLatin1(await source.read(source.size - length, length));
  const at = tail.lastIndexOf('startxref');
  if (at < 0 && /^[\s\0]*$/.test(tail)) throw new Refusal('PDF_BYTES_AFTER_EOF', 'padding');
  if (at < 0) throw new Refusal('PDF_TRUNCATED', 'no startxref at the end');
  const match = /^startxref\s+(\d{1,15})\s*%%EOF/.exec(tail.slice(at));
  if (match === null) throw new Refusal('PDF_TRUNCATED', 'startxref without %%EOF');
  const rest = tail.slice(at + match[0].length).replace(/[\s\0]+/g, '');
  return { startxref: Number(match[1]), bytesAfterEof: rest.length };
};
