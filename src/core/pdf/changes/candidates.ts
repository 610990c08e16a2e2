import { Refusal } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import { sameEntry, type XrefEntry } from '../file/xref-entry';
import type { ObjectChange } from '../types';
import { sameObject } from './same-value';

export type How = ObjectChange['how'];

/** Objects that an update touches; validation data of long chains are some hundreds. */
const MAX_CANDIDATES = 100_000;

type Index = ReadonlyMap<number, XrefEntry>;

const present = (entry: XrefEntry | undefined): boolean => entry !== undefined && entry.kind !== 'free';

/** A packed object may change because its container was replaced, with the same row in both indexes. */
const sameStorage = (num: number, a: Index, b: Index): boolean => {
  const entry = a.get(num);
  if (!sameEntry(entry, b.get(num))) return false;
  return entry?.kind !== 'packed' || sameEntry(a.get(entry.container), b.get(entry.container));
};

const howOf = async (earlier: PdfDocument, later: PdfDocument, num: number): Promise<How | undefined> => {
  const before = present(earlier.parts.chain.entries.get(num));
  const after = present(later.parts.chain.entries.get(num));
  if (!before) return after ? 'added' : undefined;
  if (!after) return 'freed';
  const a = await earlier.parts.store.load(num);
  const b = await later.parts.store.load(num);
  const same = a !== undefined && b !== undefined && (await sameObject(a, earlier.parts.store, b, later.parts.store));
  return same ? undefined : 'changed';
};

/** Objects whose meaning differs between two revisions; objects merely written again are not among them. */
export const findCandidates = async (earlier: PdfDocument, later: PdfDocument): Promise<Map<number, How>> => {
  const a = earlier.parts.chain.entries;
  const b = later.parts.chain.entries;
  const numbers = new Set<number>();
  for (const num of a.keys()) if (!sameStorage(num, a, b)) numbers.add(num);
  for (const num of b.keys()) if (!sameStorage(num, b, a)) numbers.add(num);
  if (numbers.size > MAX_CANDIDATES) throw new Refusal('PDF_TOO_LARGE', 'objects of an update');
  const out = new Map<number, How>();
  for (const num of [...numbers].sort((x, y) => x - y)) {
    const how = await howOf(earlier, later, num);
    if (how !== undefined) out.set(num, how);
  }
  return out;
};
