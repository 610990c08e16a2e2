/**
 * Objects of ISO 32000-1 7.3. Every value remembers its bytes, so that what is not edited is copied and never
 * written anew: rounding a number or re-quoting a string would change signed or certified content.
 */
export interface Chunk {
  /** Replaced by a tight copy once the size of the object is known, so that no read window stays in memory. */
  bytes: Uint8Array;
  /** Offset of bytes[0] in the file; undefined inside an object stream. */
  readonly fileOffset: number | undefined;
}

interface Span {
  readonly chunk: Chunk;
  readonly start: number;
  readonly end: number;
}

export interface PdfNull extends Span {
  readonly kind: 'null';
}
export interface PdfBoolean extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface PdfNumber extends Span {
  readonly kind: 'number';
  readonly value: number;
}
export interface PdfName extends Span {
  readonly kind: 'name';
  readonly value: string;
}
/** Literal or hexadecimal; decoded on demand by `stringBytes`. */
export interface PdfString extends Span {
  readonly kind: 'string';
}
export interface PdfArray extends Span {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}
export interface PdfDict extends Span {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** A key stands in it more than once: readers differ about which counts; here it is the last. */
  readonly repeats?: boolean;
}
export interface PdfRef extends Span {
  readonly kind: 'ref';
  readonly num: number;
  readonly gen: number;
}
/** An operator of a content stream, or a word that has no meaning here. */
export interface PdfKeyword extends Span {
  readonly kind: 'keyword';
  readonly value: string;
}

export type PdfValue =
  | PdfNull
  | PdfBoolean
  | PdfNumber
  | PdfName
  | PdfString
  | PdfArray
  | PdfDict
  | PdfRef
  | PdfKeyword;

/** The exact bytes of a value as they stand in the file. */
export const rawBytes = (value: PdfValue): Uint8Array => value.chunk.bytes.subarray(value.start, value.end);

const EMPTY: Chunk = { bytes: new Uint8Array(0), fileOffset: undefined };

export const NULL: PdfNull = { kind: 'null', chunk: EMPTY, start: 0, end: 0 };
