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
}

export interface XrefSection extends SectionFacts {
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
