import { Refusal } from '../../base';
import type { CMap } from './cmap';

/** Longest code or text of an entry, bytes. */
const MAX_SIZE = 16;
const MAX_MAPPINGS = 200_000;

/** Numbers of pdf.js's packed CMaps: groups of seven bits, the highest first, bit 7 set on all but the last. */
class Reader {
  at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Refusal('PDF_DAMAGED', 'packed CMap ends early');
    return byte;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  number(): number {
    for (let value = 0; ; ) {
      const byte = this.byte();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  }

  /** Zigzag: the lowest bit is the sign. */
  signed(): number {
    const value = this.number();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** `size` bytes, the highest first. */
  hex(size: number): number {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this.byte();
    return value;
  }

  text(): string {
    let out = '';
    for (let left = this.number(); left > 0; left--) out += String.fromCharCode(this.number());
    return out;
  }
}

/** UTF-16BE text of `size` bytes whose bytes are the digits of `value`. */
const textOf = (value: number, size: number): string => {
  let out = '';
  for (let rest = value, left = size; left > 0; left -= 2, rest = Math.floor(rest / 65_536))
    out = String.fromCharCode(rest % 65_536) + out;
  return out;
};

class Unpacked implements CMap {
  readonly lengths = new Uint8Array(256);
  readonly text = new Map<number, string>();
  readonly cid = new Map<number, number>();
  /** The CMap that this one goes on from. */
  base: string | undefined;
  private mappings = 0;

  constructor(private readonly reader: Reader) {}

  private count(): void {
    if (++this.mappings > MAX_MAPPINGS) throw new Refusal('PDF_TOO_LARGE', 'packed CMap');
  }

  /** Ranges of codes: the first as such, each further one by its distances. `isNext`: it begins right after the last. */
  private ranges(count: number, size: number, isNext: boolean, use: (low: number, high: number) => void): void {
    const { reader } = this;
    for (let i = 0, high = -1; i < count; i++) {
      const low = i === 0 ? reader.hex(size) : isNext ? high + 1 : high + 1 + reader.number();
      high = low + reader.number();
      use(low, high);
    }
  }

  codeSpaces(count: number, size: number): void {
    this.ranges(count, size, false, (low, high) => {
      const unit = 256 ** (size - 1);
      for (let byte = Math.floor(low / unit); byte <= Math.min(255, high / unit); byte++) this.lengths[byte] = size;
    });
  }

  undefinedCodes(count: number, size: number): void {
    this.ranges(count, size, false, () => void this.reader.number());
  }

  cidChars(count: number, size: number, isNext: boolean): void {
    const { reader } = this;
    for (let i = 0, code = 0, cid = 0; i < count; i++) {
      code = i === 0 ? reader.hex(size) : code + 1 + (isNext ? 0 : reader.number());
      cid = i === 0 ? reader.number() : cid + 1 + reader.signed();
      this.cid.set(code, cid);
      this.count();
    }
  }

  cidRanges(count: number, size: number, isNext: boolean): void {
    this.ranges(count, size, isNext, (low, high) => {
      const cid = this.reader.number();
      for (let code = low; code <= high; code++) {
        this.cid.set(code, cid + code - low);
        this.count();
      }
    });
  }

  /** Two-byte CIDs to text of `size` bytes. */
  textChars(count: number, size: number, isNext: boolean): void {
    const { reader } = this;
    for (let i = 0, code = 0, text = 0; i < count; i++) {
      code = i === 0 ? reader.hex(2) : code + 1 + (isNext ? 0 : reader.number());
      text = i === 0 ? reader.hex(size) : text + 1 + reader.signed();
      this.text.set(code, textOf(text, size));
      this.count();
    }
  }

  textRanges(count: number, size: number, isNext: boolean): void {
    this.ranges(count, 2, isNext, (low, high) => {
      const text = this.reader.hex(size);
      for (let code = low; code <= high; code++) {
        this.text.set(code, textOf(text + code - low, size));
        this.count();
      }
    });
  }
}

export interface PackedCMap extends CMap {
  readonly base: string | undefined;
}

/**
 * Unpacks one of the predefined CMaps (ISO 32000-1 9.7.5.2) as pdf.js carries them: entries of a type, a size and
 * deltas. PDF_DAMAGED, PDF_TOO_LARGE. Source: pdf.js external/bcmaps, BinaryCMapReader.
 */
export const unpackCMap = (bytes: Uint8Array): PackedCMap => {
  const reader = new Reader(bytes);
  const out = new Unpacked(reader);
  // Bit 0 of the head tells the writing direction; the name of the CMap does so too.
  reader.byte();
  while (!reader.done) {
    const head = reader.byte();
    const [type, isNext, size] = [head >> 5, (head & 16) !== 0, (head & 15) + 1];
    if (type === 7) {
      const text = reader.text();
      if ((head & 31) === 1) out.base = text;
      continue;
    }
    if (size > MAX_SIZE) throw new Refusal('PDF_DAMAGED', 'packed CMap');
    const count = reader.number();
    if (type === 0) out.codeSpaces(count, size);
    else if (type === 1) out.undefinedCodes(count, size);
    else if (type === 2) out.cidChars(count, size, isNext);
    else if (type === 3) out.cidRanges(count, size, isNext);
    else if (type === 4) out.textChars(count, size, isNext);
    else if (type === 5) out.textRanges(count, size, isNext);
    else throw new Refusal('PDF_DAMAGED', 'packed CMap');
  }
  return out;
};
