import { BitReader, type CodeTable, codeTable, OutOfBits, symbolOf } from './bit-reader';

/** RFC 1951 3.2.5: base and extra bits of lengths from symbol 257, and of distances. */
const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131];
LENGTH_BASE.push(163, 195, 227, 258);
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_EXTRA = Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1));
const DISTANCE_BASE = DISTANCE_EXTRA.map((extra, code) => (code < 2 ? code + 1 : ((2 + (code & 1)) << extra) + 1));
/** 3.2.7: the order in which the lengths of the code length code stand. */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;
/** RFC 1950 9. */
const ADLER_BASE = 65_521;

/** Output that grows and never passes its bound. */
class Output {
  #bytes: Uint8Array;
  #size = 0;

  constructor(private readonly most: number) {
    this.#bytes = new Uint8Array(Math.min(most, 16_384));
  }

  #room(more: number): void {
    const needed = this.#size + more;
    if (needed > this.most) throw new RangeError('more output than allowed');
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.min(this.most, Math.max(needed, 2 * this.#bytes.length)));
    grown.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = grown;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#size++] = value;
  }

  append(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  /** Byte by byte: what is copied may be what this copy writes. */
  repeat(distance: number, length: number): void {
    if (distance > this.#size) throw new RangeError('distance too far back');
    this.#room(length);
    for (let i = 0; i < length; i++) this.#bytes[this.#size] = this.#bytes[this.#size++ - distance] as number;
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }
}

interface Codes {
  readonly literals: CodeTable;
  readonly distances: CodeTable;
}

function fixedCodes(): Codes {
  const lengths = new Uint8Array(288).fill(8);
  lengths.fill(9, 144, 256).fill(7, 256, 280);
  return { literals: codeTable(lengths, false), distances: codeTable(new Uint8Array(32).fill(5), false) };
}

/** zlib takes a code length code without symbols for zeros of one bit each; they end as a block without an end. */
const ALL_ZERO: CodeTable = { bits: 1, entries: Uint16Array.of(1, 1) };

/** RFC 1951 3.2.7. */
function dynamicCodes(reader: BitReader): Codes {
  const literalCount = reader.take(5) + 257;
  const distanceCount = reader.take(5) + 1;
  const orderCount = reader.take(4) + 4;
  if (literalCount > 286 || distanceCount > 30) throw new RangeError('too many codes');
  const short = new Uint8Array(19);
  for (let i = 0; i < orderCount; i++) short[CODE_LENGTH_ORDER[i] as number] = reader.take(3);
  const table = short.some((length) => length > 0) ? codeTable(short, false) : ALL_ZERO;
  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let at = 0; at < lengths.length; ) {
    const symbol = symbolOf(reader, table);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new RangeError('nothing to repeat');
    const value = symbol === 16 ? (lengths[at - 1] as number) : 0;
    const times = symbol === 16 ? 3 + reader.take(2) : symbol === 17 ? 3 + reader.take(3) : 11 + reader.take(7);
    if (at + times > lengths.length) throw new RangeError('too many lengths');
    lengths.fill(value, at, at + times);
    at += times;
  }
  if (lengths[END_OF_BLOCK] === 0) throw new RangeError('no end of block');
  return {
    literals: codeTable(lengths.subarray(0, literalCount), true),
    distances: codeTable(lengths.subarray(literalCount), true),
  };
}

function compressedBlock(reader: BitReader, { literals, distances }: Codes, output: Output): void {
  for (;;) {
    const symbol = symbolOf(reader, literals);
    if (symbol === END_OF_BLOCK) return;
    if (symbol < END_OF_BLOCK) {
      output.byte(symbol);
      continue;
    }
    const base = LENGTH_BASE[symbol - 257];
    if (base === undefined) throw new RangeError('no such length');
    const length = base + reader.take(LENGTH_EXTRA[symbol - 257] as number);
    const code = symbolOf(reader, distances);
    const distance = DISTANCE_BASE[code];
    if (distance === undefined) throw new RangeError('no such distance');
    output.repeat(distance + reader.take(DISTANCE_EXTRA[code] as number), length);
  }
}

function storedBlock(reader: BitReader, output: Output): void {
  const header = reader.bytesFrom(4);
  if (header.length < 4) throw new OutOfBits();
  const [a, b, c, d] = header as unknown as [number, number, number, number];
  const length = a | (b << 8);
  if (length !== (~(c | (d << 8)) & 0xffff)) throw new RangeError('stored length');
  const bytes = reader.bytesFrom(length);
  output.append(bytes);
  if (bytes.length < length) throw new OutOfBits();
}

function blocks(reader: BitReader, output: Output): void {
  for (let last = false; !last; ) {
    last = reader.take(1) === 1;
    const kind = reader.take(2);
    if (kind === 0) storedBlock(reader, output);
    else if (kind === 1) compressedBlock(reader, fixedCodes(), output);
    else if (kind === 2) compressedBlock(reader, dynamicCodes(reader), output);
    else throw new RangeError('block type');
  }
}

function checkAdler(reader: BitReader, bytes: Uint8Array): void {
  const trailer = reader.bytesFrom(4);
  if (trailer.length < 4) return;
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % ADLER_BASE;
    b = (b + a) % ADLER_BASE;
  }
  const [b1, b0, a1, a0] = trailer as unknown as [number, number, number, number];
  if (a !== ((a1 << 8) | a0) || b !== ((b1 << 8) | b0)) throw new RangeError('checksum');
}

/**
 * zlib data (RFC 1950, 1951) to plain bytes; throws on bad data and when more than `maxOutput` bytes would come out.
 * As platform/node's: data that lacks its end gives what is there, and what follows the end is left alone. The browser's
 * DecompressionStream refuses both, which PDF producers write every day.
 */
export const webInflate = (data: Uint8Array, maxOutput: number): Uint8Array => {
  const output = new Output(Math.max(1, maxOutput));
  const [method, flags] = data;
  if (method === undefined || flags === undefined) return output.done();
  if (((method << 8) | flags) % 31 !== 0 || (method & 15) !== 8 || method >> 4 > 7 || (flags & 32) !== 0)
    throw new RangeError('no zlib header');
  const reader = new BitReader(data, 2);
  try {
    blocks(reader, output);
  } catch (error) {
    if (error instanceof OutOfBits) return output.done();
    throw error;
  }
  const bytes = output.done();
  checkAdler(reader, bytes);
  return bytes;
};
