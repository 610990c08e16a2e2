/** The data ends here; what is decoded so far is all there is. */
export class OutOfBits extends Error {}

/** Bits of deflate data, least significant first (RFC 1951 3.1.1). */
export class BitReader {
  #held = 0;
  #count = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  /** Up to `most` (16 at most) bits without taking them; zeros stand for what is missing. */
  peek(most: number): number {
    while (this.#count < most && this.at < this.bytes.length) {
      this.#held |= (this.bytes[this.at++] as number) << this.#count;
      this.#count += 8;
    }
    return this.#held & ((1 << most) - 1);
  }

  /** Takes bits that were peeked. */
  drop(count: number): void {
    if (count > this.#count) throw new OutOfBits();
    this.#held >>>= count;
    this.#count -= count;
  }

  take(count: number): number {
    const value = this.peek(count);
    this.drop(count);
    return value;
  }

  /** Goes to the next byte and gives up to `length` bytes from there. */
  bytesFrom(length: number): Uint8Array {
    this.align();
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += taken.length;
    return taken;
  }

  /** Forgets the rest of the current byte and gives whole bytes back to the source. */
  align(): void {
    this.at -= this.#count >> 3;
    this.#held = 0;
    this.#count = 0;
  }
}

/** Code lengths to symbols: for each pattern of `bits` bits the symbol in the upper bits and the length in the lower four. */
export interface CodeTable {
  readonly bits: number;
  readonly entries: Uint16Array;
}

const MAX_CODE_BITS = 15;

const reversed = (code: number, length: number): number => {
  let out = 0;
  for (let i = 0; i < length; i++) out |= ((code >> i) & 1) << (length - 1 - i);
  return out;
};

/**
 * Canonical Huffman code (RFC 1951 3.2.2). Throws for codes that hold too many symbols, and for incomplete ones except a
 * single code of one bit where `mayBeSingle` (3.2.7: one distance code).
 */
export function codeTable(lengths: Uint8Array, mayBeSingle: boolean): CodeTable {
  const counts = new Uint16Array(MAX_CODE_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  counts[0] = 0;
  const bits = counts.reduce((most, count, length) => (count > 0 ? length : most), 0);
  if (bits === 0) return { bits: 1, entries: new Uint16Array(2) };
  const next = new Uint16Array(MAX_CODE_BITS + 1);
  let left = 1;
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    next[length] = ((next[length - 1] as number) + (counts[length - 1] as number)) << 1;
    left = 2 * left - (counts[length] as number);
    if (left < 0) throw new RangeError('over-subscribed code');
  }
  if (left > 0 && !(mayBeSingle && bits === 1)) throw new RangeError('incomplete code');
  const entries = new Uint16Array(1 << bits);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const code = next[length] as number;
    next[length] = code + 1;
    for (let at = reversed(code, length); at < entries.length; at += 1 << length) entries[at] = (symbol << 4) | length;
  });
  return { bits, entries };
}

/** The next symbol; OutOfBits at the end of the data, RangeError for a pattern that is no code. */
export function symbolOf(reader: BitReader, { bits, entries }: CodeTable): number {
  const entry = entries[reader.peek(bits)] as number;
  if ((entry & 15) === 0) {
    // Missing bits were read as zeros: only a whole pattern can be wrong.
    reader.drop(bits);
    throw new RangeError('no such code');
  }
  reader.drop(entry & 15);
  return entry >> 4;
}
