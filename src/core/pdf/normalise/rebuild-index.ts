import { fromLatin1, type RandomAccess, Refusal } from '../../base';
import { ObjectStore } from '../file/object-store';
import { type IndirectObject, isStream, parseAt } from '../file/reader';
import { MAX_ENTRIES, type XrefEntry } from '../file/xref-entry';
import type { Parser } from '../syntax/parser';
import type { PdfDict, PdfRef } from '../syntax/value';
import type { Inflate } from '../types';

const CHUNK = 1 << 20;
/** Longer than the longest mark. */
const OVERLAP = 64;
const MAX_TRAILERS = 64;
const MARK = /(?<![\d.])(\d{1,10})[ \t\r\n]{1,8}(\d{1,5})[ \t\r\n]{1,8}obj\b|\btrailer\b/g;

type Entries = Map<number, XrefEntry>;

/** A number met twice has two meanings, and readers would choose differently. */
const add = (entries: Entries, num: number, entry: XrefEntry): void => {
  if (entries.has(num)) throw new Refusal('PDF_DAMAGED', `object ${num} is written twice`);
  if (entries.size >= MAX_ENTRIES) throw new Refusal('PDF_TOO_LARGE', 'objects');
  entries.set(num, entry);
};

/** Every `num gen obj` of the file, wherever it stands, and where the trailers are. */
const scanFile = async (source: RandomAccess): Promise<{ entries: Entries; trailers: number[] }> => {
  const entries: Entries = new Map();
  const trailers: number[] = [];
  for (let from = 0; from < source.size; from += CHUNK) {
    // One byte more in front, so that a number is not taken for its own end.
    const start = Math.max(0, from - 1);
    const end = Math.min(source.size, from + CHUNK + OVERLAP);
    for (const match of fromLatin1(await source.read(start, end - start)).matchAll(MARK)) {
      const offset = start + match.index;
      if (offset < from || offset >= from + CHUNK) continue;
      if (match[1] === undefined) trailers.push(offset);
      else add(entries, Number(match[1]), { kind: 'plain', offset, gen: Number(match[2]) });
      if (trailers.length > MAX_TRAILERS) throw new Refusal('PDF_TOO_LARGE', 'trailers');
    }
  }
  return { entries, trailers };
};

const typeOf = ({ value }: IndirectObject): string | undefined => {
  const type = value.kind === 'dict' ? value.entries.get('Type') : undefined;
  return type?.kind === 'name' ? type.value : undefined;
};

const trailerAt = (parser: Parser): PdfDict | undefined => {
  parser.word('trailer');
  const value = parser.value();
  return value.kind === 'dict' ? value : undefined;
};

/** The trailer that names the catalogue, where all that do agree; the last of them. */
const chooseTrailer = (trailers: readonly PdfDict[]): PdfDict => {
  const rooted = trailers.filter((trailer) => trailer.entries.get('Root')?.kind === 'ref');
  const last = rooted[rooted.length - 1];
  const rootOf = (trailer: PdfDict) => (trailer.entries.get('Root') as PdfRef).num;
  if (last === undefined || rooted.some((trailer) => rootOf(trailer) !== rootOf(last)))
    throw new Refusal('PDF_DAMAGED', 'no one catalogue');
  if (trailers.some((trailer) => (trailer.entries.get('Encrypt')?.kind ?? 'null') !== 'null'))
    throw new Refusal('PDF_ENCRYPTED');
  return last;
};

/** What the scan found, read: cross-reference streams are trailers too, object streams hold more objects. */
const readFound = async (source: RandomAccess, inflate: Inflate, entries: Entries, trailers: PdfDict[]) => {
  const plain = new ObjectStore(source, inflate, new Map(entries));
  for (const num of [...entries.keys()]) {
    const object = (await plain.load(num)) as IndirectObject;
    const type = isStream(object) ? typeOf(object) : undefined;
    if (type === 'XRef') trailers.push(object.value as PdfDict);
    if (type !== 'ObjStm') continue;
    const packed = await plain.packedNumbers(num);
    packed.forEach((inner, index) => {
      add(entries, inner, { kind: 'packed', container: num, index });
    });
  }
};

export interface RebuiltIndex {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
}

/**
 * An index made from the objects themselves, for a file whose own does not lead to them. Only where nothing has to be
 * guessed: each object is written once, every one can be read, one catalogue is named. PDF_DAMAGED, PDF_ENCRYPTED,
 * PDF_TOO_LARGE.
 */
export const rebuildIndex = async (source: RandomAccess, inflate: Inflate): Promise<RebuiltIndex> => {
  const { entries, trailers } = await scanFile(source);
  const found: PdfDict[] = [];
  for (const offset of trailers) {
    const trailer = await parseAt(source, offset, trailerAt);
    if (trailer !== undefined) found.push(trailer);
  }
  await readFound(source, inflate, entries, found);
  return { entries, trailer: chooseTrailer(found) };
};
