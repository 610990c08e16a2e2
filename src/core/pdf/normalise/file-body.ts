import { fromLatin1, type RandomAccess, Refusal } from '../../base';
import { prefixAccess, suffixAccess } from '../file/access';
import type { NormaliseReason } from './normalise-reasons';

/** Where readers look for the header (ISO 32000-1 annex H, implementation note 13). */
const HEADER_WINDOW = 1024;
/** Padding of this size behind the end is met in files that came over a serial line or out of a block store. */
const TAIL_WINDOW = 1 << 20;
/** Where every reader looks for %%EOF (implementation note 18). */
const MARKER_WINDOW = 1024;
/** Words that could make a file of what stands outside of it. */
const STRUCTURE = /%PDF-|\bobj\b|\bxref\b|\btrailer\b|stream\b/;

export interface FileBody {
  /** From the header on, or the whole file; up to the end of the last end-of-file marker. */
  readonly source: RandomAccess;
  readonly startxref: number;
}

/** Bytes before the header that are only in the way; anything that could be read as PDF is refused. */
export const headerOffset = async (source: RandomAccess, reasons: Set<NormaliseReason>): Promise<number> => {
  const head = fromLatin1(await source.read(0, Math.min(HEADER_WINDOW, source.size)));
  const at = head.search(/%PDF-\d/);
  if (at < 0) throw new Refusal('PDF_NOT_A_PDF');
  if (STRUCTURE.test(head.slice(0, at))) throw new Refusal('PDF_JUNK_BEFORE_HEADER', 'structure');
  if (at > 0) reasons.add('bytes-before-header');
  return at;
};

/** Cuts off what stands behind the last `startxref … %%EOF`; anything that could be read as PDF is refused. */
const cutTail = async (source: RandomAccess, reasons: Set<NormaliseReason>): Promise<FileBody> => {
  const from = Math.max(0, source.size - TAIL_WINDOW);
  const text = fromLatin1(await source.read(from, source.size - from));
  const at = text.lastIndexOf('startxref');
  const match =
    at < 0 ? null : /^startxref\s+(\d{1,15})\s*%%EOF(?:\r\n|\r|\n)?/.exec(text.slice(at, at + MARKER_WINDOW));
  if (match === null) throw new Refusal('PDF_TRUNCATED', 'no startxref with %%EOF');
  const rest = text.slice(at + match[0].length);
  if (STRUCTURE.test(rest)) throw new Refusal('PDF_BYTES_AFTER_EOF', 'structure');
  if (rest.length > MARKER_WINDOW || /[^\s\0]/.test(rest)) reasons.add('bytes-after-eof');
  return { source: prefixAccess(source, from + at + match[0].length), startxref: Number(match[1]) };
};

/** The file without what stands before its header and behind its end; `startxref` counts from `offset`. */
export const bodyOf = async (source: RandomAccess, offset: number, reasons: Set<NormaliseReason>): Promise<FileBody> =>
  cutTail(suffixAccess(source, offset), reasons);
