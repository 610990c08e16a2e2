import { type RandomAccess, Refusal } from '../../base';
import { Parser } from '../syntax/parser';
import { stringBytes, textOf } from '../syntax/strings';
import { NULL, type PdfArray, type PdfDict, type PdfValue } from '../syntax/value';
import type { FontPorts, Inflate } from '../types';
import { decodeFilters, type FilterStep, MAX_FILTERS } from './filters';
import { type IndirectObject, isStream, parseAt, parseIndirect, type StreamObject } from './reader';
import type { XrefEntry } from './xref-entry';

const MAX_HOPS = 32;
/** Objects of one object stream; producers pack a few hundred. */
const MAX_PACKED = 200_000;
const MAX_CACHED_OBJECTS = 4096;
/** Source bytes of the objects kept; a value takes several times its bytes. */
const MAX_CACHED_BYTES = 8 << 20;
/** Text strings of names and dates are short (annex C.2: 32,767 bytes); longer ones are no text that is asked for. */
const MAX_TEXT = 1 << 16;
/**
 * Bytes parsed and decoded for one document, whatever is asked of it: a small file that has its objects read or its
 * streams unpacked again and again ends here. A form of 200 MB that is written anew needs a few hundred million.
 */
const MAX_WORK = 1 << 30;
/** Least work of reading an object, however short it is. */
const OBJECT_WORK = 64;
const MAX_CACHED_CONTAINER_BYTES = 24 << 20;
/** Decoded object streams and cross-reference streams; a page's content may be as large. */
export const MAX_DECODED = 64 << 20;

interface ObjectStream {
  readonly data: Uint8Array;
  readonly first: number;
  readonly index: readonly (readonly [num: number, offset: number])[];
  /** For indexes that do not name the row of an object. */
  readonly offsets: ReadonlyMap<number, number>;
}

/** Objects by number through the cross-reference index; reads from the source only what is asked for. */
export class ObjectStore {
  private readonly objects = new Map<number, IndirectObject>();
  private readonly containers = new Map<number, ObjectStream>();
  private containerBytes = 0;
  private cachedBytes = 0;
  private work = 0;
  private readonly loading = new Set<number>();

  constructor(
    readonly source: RandomAccess,
    readonly inflate: Inflate,
    readonly xref: ReadonlyMap<number, XrefEntry>,
    readonly fonts: FontPorts = {},
  ) {}

  /** Counts bytes parsed or decoded. */
  spend(bytes: number): void {
    this.work += bytes;
    if (this.work > MAX_WORK) throw new Refusal('PDF_TOO_LARGE', 'work on one document');
  }

  /** Bytes parsed and decoded so far. */
  get workDone(): number {
    return this.work;
  }

  private keep(object: IndirectObject): void {
    const { start, end } = object.value;
    this.spend(end - start + OBJECT_WORK);
    this.cachedBytes += end - start;
    if (this.objects.size >= MAX_CACHED_OBJECTS || this.cachedBytes > MAX_CACHED_BYTES) {
      this.objects.clear();
      this.cachedBytes = end - start;
    }
    this.objects.set(object.num, object);
  }

  /** The object of that number; undefined when it is free or was never there (7.3.10: then it is null). */
  async load(num: number): Promise<IndirectObject | undefined> {
    const cached = this.objects.get(num);
    if (cached !== undefined) return cached;
    const entry = this.xref.get(num);
    if (entry === undefined || entry.kind === 'free') return undefined;
    if (this.loading.has(num)) throw new Refusal('PDF_DAMAGED', `object ${num} needs itself`);
    this.loading.add(num);
    try {
      const object = entry.kind === 'plain' ? await this.loadPlain(num, entry) : await this.loadPacked(num, entry);
      this.keep(object);
      return object;
    } finally {
      this.loading.delete(num);
    }
  }

  private async loadPlain(num: number, entry: XrefEntry & { kind: 'plain' }): Promise<IndirectObject> {
    const object = await parseAt(this.source, entry.offset, parseIndirect);
    if (object.num !== num || object.gen !== entry.gen)
      throw new Refusal('PDF_DAMAGED', `object ${num} is not where the cross-reference says`);
    return object;
  }

  private async loadPacked(num: number, entry: XrefEntry & { kind: 'packed' }): Promise<IndirectObject> {
    const container = await this.objectStream(entry.container);
    const named = container.index[entry.index];
    const offset = named?.[0] === num ? named[1] : container.offsets.get(num);
    if (offset === undefined) throw new Refusal('PDF_DAMAGED', `object ${num} is not in its object stream`);
    const parser = new Parser({ bytes: container.data, fileOffset: undefined }, container.first + offset);
    return { num, gen: 0, value: parser.value() };
  }

  /** Numbers of the objects in an object stream, in the order of its index. */
  async packedNumbers(num: number): Promise<readonly number[]> {
    return (await this.objectStream(num)).index.map(([packed]) => packed);
  }

  /** ISO 32000-1 7.5.7. */
  private async objectStream(num: number): Promise<ObjectStream> {
    const cached = this.containers.get(num);
    if (cached !== undefined) return cached;
    if (this.xref.get(num)?.kind !== 'plain') throw new Refusal('PDF_DAMAGED', `object stream ${num}`);
    const object = await this.load(num);
    if (object === undefined || !isStream(object)) throw new Refusal('PDF_DAMAGED', `object stream ${num}`);
    const data = await this.streamData(object);
    const count = await this.integer(object.value.entries.get('N'));
    const first = await this.integer(object.value.entries.get('First'));
    if (count > MAX_PACKED) throw new Refusal('PDF_TOO_LARGE', `object stream ${num}`);
    const parser = new Parser({ bytes: data, fileOffset: undefined }, 0, true, false);
    const index: [number, number][] = [];
    for (let i = 0; i < count && parser.at < first; i++) index.push([parser.integer(), parser.integer()]);
    const stream: ObjectStream = { data, first, index, offsets: new Map(index) };
    if (this.containerBytes + data.length > MAX_CACHED_CONTAINER_BYTES) {
      this.containers.clear();
      this.containerBytes = 0;
    }
    this.containers.set(num, stream);
    this.containerBytes += data.length;
    return stream;
  }

  /** Follows references to a direct value; missing values and dangling references are null. */
  async resolve(value: PdfValue | undefined): Promise<PdfValue> {
    let current = value ?? NULL;
    for (let hops = 0; current.kind === 'ref'; hops++) {
      if (hops >= MAX_HOPS) throw new Refusal('PDF_TOO_DEEP', 'chain of references');
      const object = await this.load(current.num);
      // A generation that does not fit names no object (7.3.10).
      current = object === undefined || object.gen !== current.gen ? NULL : object.value;
    }
    return current;
  }

  /** The stream object behind a reference; undefined for anything else. */
  async stream(value: PdfValue | undefined): Promise<StreamObject | undefined> {
    let current = value;
    for (let hops = 0; current?.kind === 'ref'; hops++) {
      if (hops >= MAX_HOPS) throw new Refusal('PDF_TOO_DEEP', 'chain of references');
      const object = await this.load(current.num);
      if (object === undefined || object.gen !== current.gen) return undefined;
      if (isStream(object)) return object;
      current = object.value;
    }
    return undefined;
  }

  async dict(value: PdfValue | undefined): Promise<PdfDict | undefined> {
    const resolved = await this.resolve(value);
    return resolved.kind === 'dict' ? resolved : undefined;
  }

  async array(value: PdfValue | undefined): Promise<PdfArray | undefined> {
    const resolved = await this.resolve(value);
    return resolved.kind === 'array' ? resolved : undefined;
  }

  async number(value: PdfValue | undefined): Promise<number | undefined> {
    const resolved = await this.resolve(value);
    return resolved.kind === 'number' ? resolved.value : undefined;
  }

  async name(value: PdfValue | undefined): Promise<string | undefined> {
    const resolved = await this.resolve(value);
    return resolved.kind === 'name' ? resolved.value : undefined;
  }

  async text(value: PdfValue | undefined): Promise<string | undefined> {
    const resolved = await this.resolve(value);
    if (resolved.kind !== 'string') return undefined;
    this.spend(resolved.end - resolved.start);
    if (resolved.end - resolved.start > MAX_TEXT) throw new Refusal('PDF_TOO_LARGE', 'text string');
    return textOf(resolved);
  }

  async bytes(value: PdfValue | undefined): Promise<Uint8Array | undefined> {
    const resolved = await this.resolve(value);
    return resolved.kind === 'string' ? stringBytes(resolved) : undefined;
  }

  /** Numbers of an array; undefined when it is no array or an item is no number. */
  async numbers(value: PdfValue | undefined, limit = 64): Promise<number[] | undefined> {
    const array = await this.array(value);
    if (array === undefined || array.items.length > limit) return undefined;
    const out: number[] = [];
    for (const item of array.items) {
      const number = await this.number(item);
      if (number === undefined) return undefined;
      out.push(number);
    }
    return out;
  }

  private async integer(value: PdfValue | undefined): Promise<number> {
    const number = await this.number(value);
    if (number === undefined || !Number.isSafeInteger(number) || number < 0)
      throw new Refusal('PDF_DAMAGED', 'unsigned integer expected');
    return number;
  }

  /** Stream bytes as they stand in the file, before any filter. */
  async rawStream(stream: StreamObject, maxBytes = MAX_DECODED): Promise<Uint8Array> {
    const length = await this.integer(stream.value.entries.get('Length'));
    if (length > maxBytes) throw new Refusal('PDF_TOO_LARGE', `stream ${stream.num}`);
    this.spend(length);
    const data = await this.source.read(stream.streamStart, length);
    if (data.length !== length) throw new Refusal('PDF_TRUNCATED', `stream ${stream.num}`);
    return data;
  }

  /** Stream bytes with all filters undone. */
  async streamData(stream: StreamObject, maxBytes = MAX_DECODED): Promise<Uint8Array> {
    const raw = await this.rawStream(stream, maxBytes);
    const data = await decodeFilters(raw, await this.filters(stream.value), this.inflate, maxBytes);
    this.spend(data.length);
    return data;
  }

  private async filters(dict: PdfDict): Promise<FilterStep[]> {
    const filter = await this.resolve(dict.entries.get('Filter') ?? dict.entries.get('F'));
    const names = filter.kind === 'array' ? filter.items : filter.kind === 'null' ? [] : [filter];
    if (names.length > MAX_FILTERS) throw new Refusal('PDF_TOO_DEEP', 'filters');
    const given = await this.resolve(dict.entries.get('DecodeParms') ?? dict.entries.get('DP'));
    const parameters = given.kind === 'array' ? given.items : [given];
    const steps: FilterStep[] = [];
    for (const [i, value] of names.entries()) {
      const name = await this.name(value);
      if (name === undefined) throw new Refusal('PDF_DAMAGED', '/Filter');
      steps.push({ name, parameters: await this.dict(parameters[i]) });
    }
    return steps;
  }
}
