import { concat, latin1, type Random, Refusal } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import { rawBytes } from '../syntax/value';
import { type Edits, rewriteDict, writeHex } from '../syntax/write';

export interface WrittenObject {
  readonly num: number;
  readonly gen: number;
  readonly offset: number;
}

interface XrefInput {
  readonly doc: PdfDocument;
  /** Ascending by number. */
  readonly objects: readonly WrittenObject[];
  readonly next: number;
  readonly offset: number;
  readonly random: Random;
}

/** Ten digits of a table row (ISO 32000-1 7.5.4). */
const MAX_TABLE_OFFSET = 9_999_999_999;

/** Runs of consecutive numbers: the subsections. */
const runs = (objects: readonly WrittenObject[]): WrittenObject[][] => {
  const out: WrittenObject[][] = [];
  for (const object of objects) {
    const run = out[out.length - 1];
    const previous = run?.[run.length - 1];
    if (run !== undefined && previous !== undefined && previous.num + 1 === object.num) run.push(object);
    else out.push([object]);
  }
  return out;
};

/** /ID keeps its first string and gets a fresh second one (14.4); a file without /ID gets one. */
const renewedId = (doc: PdfDocument, random: Random): Uint8Array => {
  const fresh = latin1(writeHex(random.bytes(16)));
  const id = doc.parts.chain.trailer.entries.get('ID');
  const first = id?.kind === 'array' ? id.items[0] : undefined;
  const kept = first?.kind === 'string' ? rawBytes(first) : latin1(writeHex(random.bytes(16)));
  return concat([latin1('['), kept, latin1(' '), fresh, latin1(']')]);
};

/** Trailer keys that belong to one section only; /XRefStm of a hybrid file must not be inherited (7.5.8.4). */
const SECTION_KEYS = ['XRefStm', 'Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms', 'F', 'FFilter', 'DL'];

const trailerEdits = ({ doc, random }: XrefInput, size: number): Edits => {
  const edits: Edits = new Map<string, string | Uint8Array | null>(SECTION_KEYS.map((key) => [key, null]));
  edits.set('Size', `${size}`);
  edits.set('Prev', `${doc.parts.startxref}`);
  edits.set('ID', renewedId(doc, random));
  return edits;
};

const closing = (offset: number): Uint8Array => latin1(`startxref\n${offset}\n%%EOF\n`);

const writeTable = (input: XrefInput): Uint8Array => {
  if (input.offset > MAX_TABLE_OFFSET) throw new Refusal('PDF_TOO_LARGE', 'cross-reference table');
  let rows = 'xref\n';
  for (const run of runs(input.objects)) {
    rows += `${run[0]?.num} ${run.length}\n`;
    for (const { offset, gen } of run)
      rows += `${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} n\r\n`;
  }
  const trailer = rewriteDict(input.doc.parts.chain.trailer, trailerEdits(input, input.next));
  return concat([latin1(`${rows}trailer\n`), trailer, latin1('\n'), closing(input.offset)]);
};

/** Field widths 1, 6, 2: offsets up to 2^48 (7.5.8.2). */
const streamRow = ({ offset, gen }: WrittenObject): number[] => {
  const bytes = [1];
  for (let shift = 5; shift >= 0; shift--) bytes.push(Math.floor(offset / 256 ** shift) & 255);
  return [...bytes, (gen >> 8) & 255, gen & 255];
};

const writeStreamSection = (input: XrefInput): Uint8Array => {
  const self: WrittenObject = { num: input.next, gen: 0, offset: input.offset };
  const objects = [...input.objects, self];
  const data = Uint8Array.from(objects.flatMap(streamRow));
  const edits = trailerEdits(input, input.next + 1);
  edits.set('Type', '/XRef');
  edits.set('W', '[1 6 2]');
  edits.set(
    'Index',
    `[${runs(objects)
      .map((run) => `${run[0]?.num} ${run.length}`)
      .join(' ')}]`,
  );
  edits.set('Length', `${data.length}`);
  return concat([
    latin1(`${self.num} 0 obj\n`),
    rewriteDict(input.doc.parts.chain.trailer, edits),
    latin1('\nstream\n'),
    data,
    latin1('\nendstream\nendobj\n'),
    closing(input.offset),
  ]);
};

/** The cross-reference section of an update: always of the kind of the newest one (table for hybrid files). */
export const writeXref = (input: XrefInput): Uint8Array =>
  input.doc.xrefKind === 'table' ? writeTable(input) : writeStreamSection(input);
