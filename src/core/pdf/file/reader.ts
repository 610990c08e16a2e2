import { type RandomAccess, Refusal } from '../../base';
import { NeedMore, Parser } from '../syntax/parser';
import type { Chunk, PdfDict, PdfValue } from '../syntax/value';

const FIRST_WINDOW = 2048;
/** A page, font or form dictionary is a few kilobytes; cross-reference tables of a million entries take 20 MB. */
const MAX_WINDOW = 32 << 20;

/** An object with its number as it stands at an offset of the file (ISO 32000-1 7.3.10). */
export interface IndirectObject {
  readonly num: number;
  readonly gen: number;
  readonly value: PdfValue;
  /** Offset in the file of the first byte of stream data, when the object is a stream. */
  readonly streamStart?: number;
}

export interface StreamObject extends IndirectObject {
  readonly value: PdfDict;
  readonly streamStart: number;
}

export const isStream = (object: IndirectObject): object is StreamObject =>
  object.streamStart !== undefined && object.value.kind === 'dict';

/**
 * Runs `parse` over a window of the file that begins at `offset`, with larger windows until the object fits.
 * Only the bytes that were used stay in memory.
 */
export const parseAt = async <T>(
  source: RandomAccess,
  offset: number,
  parse: (parser: Parser) => T,
  firstWindow = FIRST_WINDOW,
): Promise<T> => {
  if (!(offset >= 0 && offset < source.size)) throw new Refusal('PDF_DAMAGED', `offset ${offset} is not in the file`);
  for (let size = firstWindow; size <= MAX_WINDOW; size *= 4) {
    const bytes = await source.read(offset, Math.min(size, source.size - offset));
    const whole = offset + bytes.length >= source.size;
    const chunk: Chunk = { bytes, fileOffset: offset };
    const parser = new Parser(chunk, 0, whole);
    try {
      const result = parse(parser);
      chunk.bytes = bytes.slice(0, parser.at);
      return result;
    } catch (error) {
      if (!(error instanceof NeedMore)) throw error;
    }
  }
  throw new Refusal('PDF_TOO_LARGE', `object at ${offset}`);
};

/** `num gen obj … endobj`; a stream is told by the word after its dictionary, its data is not read. */
export const parseIndirect = (parser: Parser): IndirectObject => {
  const num = parser.integer();
  const gen = parser.integer();
  if (!parser.word('obj')) throw new Refusal('PDF_DAMAGED', `no object at ${parser.where(0)}`);
  const value = parser.value();
  if (value.kind !== 'dict' || !parser.word('stream')) return { num, gen, value };
  // 7.3.8.1: CR LF or LF; a lone CR is met in old files.
  const bytes = parser.chunk.bytes;
  if (parser.at + 2 > bytes.length) throw new NeedMore();
  if (bytes[parser.at] === 13) parser.at++;
  if (bytes[parser.at] === 10) parser.at++;
  return { num, gen, value, streamStart: (parser.chunk.fileOffset as number) + parser.at };
};
