import { Refusal } from '../../base';
import { isDigit, isWhite } from '../syntax/characters';
import { NeedMore, type Parser } from '../syntax/parser';
import { MAX_ENTRIES, MAX_OBJECT_NUMBER, type XrefEntry, type XrefSection } from './xref-entry';

/** Digits at the parser's place as a number; bytes are walked by hand because tables have up to a million rows. */
const unsigned = (parser: Parser): number => {
  const bytes = parser.chunk.bytes;
  while (isWhite(bytes[parser.at])) parser.at++;
  const start = parser.at;
  let value = 0;
  while (isDigit(bytes[parser.at])) value = value * 10 + (bytes[parser.at++] as number) - 48;
  if (parser.at + 24 > bytes.length) parser.word('x'.repeat(24));
  if (parser.at === start || parser.at - start > 15)
    throw new Refusal('PDF_DAMAGED', `cross-reference row at ${parser.where(start)}`);
  return value;
};

const row = (parser: Parser): XrefEntry => {
  const offset = unsigned(parser);
  const gen = unsigned(parser);
  const bytes = parser.chunk.bytes;
  while (isWhite(bytes[parser.at])) parser.at++;
  const type = bytes[parser.at++];
  // An entry in use at offset 0 is written by some producers for objects that do not exist.
  if (type === 110) return offset === 0 ? { kind: 'free', gen } : { kind: 'plain', offset, gen };
  if (type === 102) return { kind: 'free', gen };
  if (type === undefined) throw new NeedMore();
  throw new Refusal('PDF_DAMAGED', `cross-reference row at ${parser.where(parser.at)}`);
};

/** A cross-reference table with its trailer (7.5.4, 7.5.5), from behind the word `xref`. */
export const parseXrefTable = (parser: Parser, offset: number): XrefSection => {
  const entries = new Map<number, XrefEntry>();
  let rows = 0;
  while (!parser.word('trailer')) {
    const first = unsigned(parser);
    const count = unsigned(parser);
    rows += count;
    if (rows > MAX_ENTRIES || first + count > MAX_OBJECT_NUMBER + 1)
      throw new Refusal('PDF_TOO_LARGE', `subsection of ${count} entries`);
    for (let i = 0; i < count; i++) entries.set(first + i, row(parser));
  }
  const trailer = parser.value();
  if (trailer.kind !== 'dict') throw new Refusal('PDF_DAMAGED', 'trailer');
  return { offset, kind: 'table', trailer, entries, after: offset + parser.at };
};
