import { type RandomAccess, Refusal } from '../../base';
import type { Parser } from '../syntax/parser';
import type { PdfDict, PdfValue } from '../syntax/value';
import type { Inflate } from '../types';
import { ObjectStore } from './object-store';
import { isStream, parseAt, parseIndirect, type StreamObject } from './reader';
import { MAX_ENTRIES, type SectionFacts, shapeOf, type XrefEntry, type XrefSection } from './xref-entry';
import { xrefStreamEntries } from './xref-stream';
import { parseXrefTable } from './xref-table';

const MAX_SECTIONS = 4096;
const XREF_WINDOW = 8192;
/** Rows of all sections together: sections may overlap in the file, so their number bounds nothing. */
const MAX_ROWS = 4 * MAX_ENTRIES;

export interface XrefChain {
  /** Newest first, as /Prev leads; without their entries, which are merged below. */
  readonly sections: readonly SectionFacts[];
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
  readonly hybrid: boolean;
}

const offsetOf = (value: PdfValue | undefined): number | undefined => {
  if (value === undefined || value.kind === 'null') return undefined;
  if (value.kind !== 'number' || !Number.isSafeInteger(value.value) || value.value < 0)
    throw new Refusal('PDF_DAMAGED', '/Prev');
  return value.value;
};

const parseSection = (offset: number) => (parser: Parser) =>
  parser.word('xref') ? parseXrefTable(parser, offset) : parseIndirect(parser);

const readSection = async (source: RandomAccess, inflate: Inflate, offset: number): Promise<XrefSection> => {
  const parsed = await parseAt(source, offset, parseSection(offset), XREF_WINDOW);
  if ('entries' in parsed) return parsed;
  const type = parsed.value.kind === 'dict' ? parsed.value.entries.get('Type') : undefined;
  if (!isStream(parsed) || type?.kind !== 'name' || type.value !== 'XRef')
    throw new Refusal('PDF_DAMAGED', `no cross-reference section at ${offset}`);
  return streamSection(source, inflate, offset, parsed);
};

/** 7.5.8.2: the values of a cross-reference stream's own dictionary are direct, so an empty index serves. */
const streamSection = async (
  source: RandomAccess,
  inflate: Inflate,
  offset: number,
  stream: StreamObject,
): Promise<XrefSection> => {
  const bare = new ObjectStore(source, inflate, new Map());
  const data = await bare.streamData(stream);
  const length = stream.value.entries.get('Length');
  return {
    offset,
    kind: 'stream',
    trailer: stream.value,
    entries: xrefStreamEntries(stream.value, data),
    after: stream.streamStart + (length?.kind === 'number' ? length.value : 0),
  };
};

/**
 * Entries of a hybrid file's hidden stream (7.5.8.4) join the section that names it: looked up after the
 * section's own table, where the table says "free" or nothing, and before anything older.
 */
const addHidden = async (source: RandomAccess, inflate: Inflate, section: XrefSection): Promise<boolean> => {
  const at = section.kind === 'table' ? offsetOf(section.trailer.entries.get('XRefStm')) : undefined;
  if (at === undefined) return false;
  const hidden = await readSection(source, inflate, at);
  if (hidden.kind !== 'stream') throw new Refusal('PDF_DAMAGED', '/XRefStm');
  for (const [num, entry] of hidden.entries) {
    const own = section.entries.get(num);
    if (own === undefined || own.kind === 'free') section.entries.set(num, entry);
  }
  return true;
};

/** Reads every section from `startxref` back along /Prev; for each object the newest entry counts (7.5.6). */
export const readXrefChain = async (source: RandomAccess, inflate: Inflate, startxref: number): Promise<XrefChain> => {
  const sections: SectionFacts[] = [];
  const entries = new Map<number, XrefEntry>();
  const seen = new Set<number>();
  let hybrid = false;
  let rows = 0;
  for (let offset: number | undefined = startxref; offset !== undefined; ) {
    if (seen.has(offset)) throw new Refusal('PDF_DAMAGED', '/Prev loop');
    if (seen.size >= MAX_SECTIONS) throw new Refusal('PDF_TOO_DEEP', 'cross-reference sections');
    seen.add(offset);
    const section = await readSection(source, inflate, offset);
    const shape = shapeOf(section.entries);
    hybrid = (await addHidden(source, inflate, section)) || hybrid;
    if ((section.trailer.entries.get('Encrypt')?.kind ?? 'null') !== 'null') throw new Refusal('PDF_ENCRYPTED');
    rows += section.entries.size;
    if (rows > MAX_ROWS) throw new Refusal('PDF_TOO_LARGE', 'cross-reference rows');
    for (const [num, entry] of section.entries) if (!entries.has(num)) entries.set(num, entry);
    if (entries.size > MAX_ENTRIES) throw new Refusal('PDF_TOO_LARGE', 'cross-reference entries');
    sections.push({ offset, kind: section.kind, trailer: section.trailer, after: section.after, shape });
    // The header stands at 0: producers write it for "none".
    offset = offsetOf(section.trailer.entries.get('Prev')) || undefined;
  }
  return { sections, entries, trailer: (sections[0] as SectionFacts).trailer, hybrid };
};
