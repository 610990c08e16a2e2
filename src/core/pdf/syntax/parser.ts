import { fromLatin1, Refusal } from '../../base';
import { isDelimiter, isDigit, isRegular, isWhite } from './characters';
import type { Chunk, PdfArray, PdfDict, PdfName, PdfString, PdfValue } from './value';

/** ISO 32000-1 sets no bound; deeper nesting is met only in attacks on recursive readers. */
const MAX_DEPTH = 64;
/** Values of one object: page lists and widths have tens of thousands; each costs about a hundred bytes of memory. */
const MAX_VALUES = 400_000;

/** Thrown when the window ends inside an object; the reader comes back with a larger window. */
export class NeedMore extends Error {}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** A run of at most 15 digits as a number, without a string: arrays of references hold most of all tokens. */
const unsignedOf = (bytes: Uint8Array, start: number, end: number): number | undefined => {
  if (end - start > 15) return undefined;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
};

/** Recursive-descent reader of objects over one chunk. `whole` says that nothing follows the chunk. */
export class Parser {
  constructor(
    readonly chunk: Chunk,
    public at = 0,
    private readonly whole = true,
    private readonly references = true,
  ) {}

  /** Values of the object that is being read. */
  private values = 0;

  private get bytes(): Uint8Array {
    return this.chunk.bytes;
  }

  /** The byte at `index`; the end of a window asks for more, the end of the file is damage. */
  private need(index: number): number {
    const byte = this.bytes[index];
    if (byte !== undefined) return byte;
    if (this.whole) throw new Refusal('PDF_DAMAGED', 'unexpected end');
    throw new NeedMore();
  }

  /** White space and comments (7.2.3, 7.2.4). */
  skip(): void {
    const bytes = this.bytes;
    for (;;) {
      while (isWhite(bytes[this.at])) this.at++;
      if (bytes[this.at] !== 37) return;
      while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
    }
  }

  get done(): boolean {
    this.skip();
    return this.at >= this.bytes.length;
  }

  /** True, and consumed, when the ASCII word stands here. */
  word(text: string): boolean {
    this.skip();
    if (!this.whole && this.at + text.length >= this.bytes.length) throw new NeedMore();
    for (let i = 0; i < text.length; i++) if (this.bytes[this.at + i] !== text.charCodeAt(i)) return false;
    this.at += text.length;
    return true;
  }

  integer(): number {
    const value = this.value();
    if (value.kind !== 'number' || !Number.isSafeInteger(value.value) || value.value < 0)
      throw new Refusal('PDF_DAMAGED', `no unsigned integer at ${this.where(value.start)}`);
    return value.value;
  }

  where(at: number): string {
    return this.chunk.fileOffset === undefined ? `${at} of an object stream` : `${this.chunk.fileOffset + at}`;
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw new Refusal('PDF_TOO_DEEP', 'nesting');
    this.values = depth === 0 ? 1 : this.values + 1;
    if (this.values > MAX_VALUES) throw new Refusal('PDF_TOO_LARGE', 'values of one object');
    this.skip();
    const first = this.need(this.at);
    if (first === 60) return this.need(this.at + 1) === 60 ? this.dict(depth) : this.hexString();
    if (first === 91) return this.array(depth);
    if (first === 40) return this.literalString();
    if (first === 47) return this.name();
    return this.bare();
  }

  private dict(depth: number): PdfDict {
    const start = this.at;
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    let repeats = false;
    for (;;) {
      this.skip();
      if (this.need(this.at) === 62) {
        if (this.need(this.at + 1) !== 62) throw new Refusal('PDF_DAMAGED', `dictionary at ${this.where(start)}`);
        this.at += 2;
        return { kind: 'dict', entries, repeats, chunk: this.chunk, start, end: this.at };
      }
      if (this.bytes[this.at] !== 47) throw new Refusal('PDF_DAMAGED', `dictionary key at ${this.where(this.at)}`);
      const key = this.name();
      repeats ||= entries.has(key.value);
      entries.set(key.value, this.value(depth + 1));
    }
  }

  private array(depth: number): PdfArray {
    const start = this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skip();
      if (this.need(this.at) === 93) {
        this.at++;
        return { kind: 'array', items, chunk: this.chunk, start, end: this.at };
      }
      items.push(this.value(depth + 1));
    }
  }

  private hexString(): PdfString {
    const start = this.at++;
    while (this.need(this.at) !== 62) this.at++;
    this.at++;
    return { kind: 'string', chunk: this.chunk, start, end: this.at };
  }

  private literalString(): PdfString {
    const start = this.at;
    let depth = 0;
    do {
      const byte = this.need(this.at++);
      if (byte === 92) this.need(this.at++);
      else if (byte === 40) depth++;
      else if (byte === 41) depth--;
    } while (depth > 0);
    return { kind: 'string', chunk: this.chunk, start, end: this.at };
  }

  private name(): PdfName {
    const start = this.at++;
    this.regular();
    const text = fromLatin1(this.bytes, start + 1, this.at);
    const value = text.includes('#')
      ? text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : text;
    return { kind: 'name', value, chunk: this.chunk, start, end: this.at };
  }

  /** Moves behind a run of regular characters; a run that touches the end of a window may go on. */
  private regular(): void {
    const bytes = this.bytes;
    while (isRegular(bytes[this.at])) this.at++;
    if (this.at >= bytes.length && !this.whole) throw new NeedMore();
  }

  private bare(): PdfValue {
    const start = this.at;
    this.regular();
    const span = { chunk: this.chunk, start, end: this.at };
    if (this.at === start) {
      // A stray delimiter: ) > } { ; taken alone so that content streams can go on behind it.
      this.at++;
      return { kind: 'keyword', value: fromLatin1(this.bytes, start, this.at), ...span, end: this.at };
    }
    const integer = unsignedOf(this.bytes, start, this.at);
    if (integer !== undefined)
      return (this.references && this.reference(start, integer)) || { kind: 'number', value: integer, ...span };
    const text = fromLatin1(this.bytes, start, this.at);
    if (NUMBER.test(text)) return { kind: 'number', value: Number.parseFloat(text), ...span };
    if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', ...span };
    if (text === 'null') return { kind: 'null', ...span };
    return { kind: 'keyword', value: text, ...span };
  }

  /** After an integer: `gen R` makes it an indirect reference (7.3.10), anything else leaves it a number. */
  private reference(start: number, num: number): PdfValue | undefined {
    const bytes = this.bytes;
    let at = this.at;
    while (isWhite(bytes[at])) at++;
    const genStart = at;
    while (isDigit(bytes[at])) at++;
    const genEnd = at;
    while (isWhite(bytes[at])) at++;
    if (at + 1 >= bytes.length && !this.whole) throw new NeedMore();
    if (genEnd === genStart || at === genEnd || bytes[at] !== 82) return undefined;
    const next = bytes[at + 1];
    if (next !== undefined && !isWhite(next) && !isDelimiter(next)) return undefined;
    this.at = at + 1;
    const gen = unsignedOf(bytes, genStart, genEnd) ?? Number.NaN;
    return { kind: 'ref', num, gen, chunk: this.chunk, start, end: this.at };
  }
}

/** Parses one object that fills a buffer made by ourselves or taken out of a stream. */
export const parseValue = (bytes: Uint8Array): PdfValue => new Parser({ bytes, fileOffset: undefined }).value();
