import type { PdfDict } from '../syntax/value';

/** Where an object is: ISO 32000-1 7.5.4 and table 18. */
export type XrefEntry =
  | { readonly kind: 'free'; readonly gen: number }
  | { readonly kind: 'plain'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

/** One cross-reference section: its place and its trailer. */
export interface SectionFacts {
  readonly offset: number;
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDict;
  /** Offset in the file behind the trailer or behind the stream data; `startxref` follows. */
  readonly after: number;
  readonly shape: SectionShape;
}

/** What a section's entries look like as a whole; strict readers refuse some shapes. */
export interface SectionShape {
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
  /** Of entries in use. */
  readonly highestGeneration: number;
  /** Of free entries, object 0 among them. */
  readonly highestFreeGeneration: number;
  /** A free entry, other than object 0, whose next generation is 0. */
  readonly freesForReuse: boolean;
}

export const shapeOf = (entries: ReadonlyMap<number, XrefEntry>): SectionShape => {
  const shape = { lowest: Number.MAX_SAFE_INTEGER, highest: -1, highestGeneration: 0, highestFreeGeneration: 0 };
  let freesForReuse = false;
  for (const [num, entry] of entries) {
    if (num < shape.lowest) shape.lowest = num;
    if (num > shape.highest) shape.highest = num;
    if (entry.kind === 'plain') shape.highestGeneration = Math.max(shape.highestGeneration, entry.gen);
    if (entry.kind === 'free') shape.highestFreeGeneration = Math.max(shape.highestFreeGeneration, entry.gen);
    freesForReuse ||= entry.kind === 'free' && num > 0 && entry.gen === 0;
  }
  return { ...shape, count: entries.size, freesForReuse };
};

export interface XrefSection extends Omit<SectionFacts, 'shape'> {
  readonly entries: Map<number, XrefEntry>;
}

/** Largest object number of Acrobat (annex C.2); more entries than this in one file are an attack. */
export const MAX_OBJECT_NUMBER = 8_388_607;
export const MAX_ENTRIES = 1_000_000;

export const sameEntry = (a: XrefEntry | undefined, b: XrefEntry | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === 'free') return b.kind === 'free';
  if (a.kind === 'plain') return b.kind === 'plain' && a.offset === b.offset && a.gen === b.gen;
  return b.kind === 'packed' && a.container === b.container && a.index === b.index;
};
