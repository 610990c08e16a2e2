import { fromLatin1, Refusal } from '../../base';
import { isStream } from '../file/reader';
import { MAX_ENTRIES } from '../file/xref-entry';
import { type PdfArray, type PdfDict, type PdfRef, type PdfValue, rawBytes } from '../syntax/value';
import type { LenientFile } from './lenient-file';
import type { NormaliseReason } from './normalise-reasons';
import { type SearchBudget, streamExtent } from './stream-extent';

/** Arrays whose items must be indirect objects (ISO 32000-1 tables 29 and 218, 12.7.3.1). */
const NODE_LISTS = new Set(['Kids', 'Fields']);

/** Together with an index that leads nowhere these tell of a file that was changed on its way, not written badly. */
const LOST: readonly NormaliseReason[] = ['stream-length', 'dangling-reference'];

const MIN_SEARCH = 64 << 20;

/** What a trailer leads to (table 15); producers add keys of their own, which say nothing to a reader. */
export const TRAILER_KEYS = ['Root', 'Info'];

export interface Reachable {
  /** Generation by number of every object that the trailer leads to. */
  readonly objects: ReadonlyMap<number, number>;
  /** Bytes of data by number of every stream. */
  readonly streams: ReadonlyMap<number, number>;
  /** Places of dictionaries that become objects of their own: {@link placeOf}. */
  readonly promoted: ReadonlySet<string>;
  readonly reasons: ReadonlySet<NormaliseReason>;
}

/** Where a direct value stands: the object that holds it, and its first byte in that object. */
export const placeOf = (holder: number, value: PdfValue): string => `${holder}:${value.start}`;

const isUnescaped = (value: PdfValue): boolean => {
  for (const byte of rawBytes(value)) if (byte < 33 || byte > 126) return true;
  return false;
};

/** A key with bytes beyond ASCII that stand in the file as they are. */
const hasUnescapedKey = (dict: PdfDict): boolean => {
  for (const key of dict.entries.keys())
    if (/[^!-~]/.test(key) && fromLatin1(rawBytes(dict)).includes(`/${key}`)) return true;
  return false;
};

class Walk {
  readonly objects = new Map<number, number>();
  readonly streams = new Map<number, number>();
  readonly promoted = new Set<string>();
  readonly reasons: Set<NormaliseReason>;
  private readonly waiting: PdfRef[] = [];
  /** Arrays that are some node's /Kids or /Fields. */
  private readonly lists: PdfRef[] = [];

  private readonly budget: SearchBudget;

  constructor(private readonly file: LenientFile) {
    this.reasons = new Set(file.reasons);
    this.budget = { left: MIN_SEARCH + 2 * file.store.source.size };
  }

  /** Looks through a direct value; `holder` is the number of the object that it stands in. */
  look(value: PdfValue, holder: number): void {
    if (value.kind === 'ref') this.waiting.push(value);
    else if (value.kind === 'array') for (const item of value.items) this.look(item, holder);
    else if (value.kind === 'dict') this.lookInto(value, holder);
    else if (value.kind === 'name' && isUnescaped(value)) this.reasons.add('unescaped-name');
  }

  private lookInto(dict: PdfDict, holder: number): void {
    if (dict.entries.has('ByteRange')) throw new Refusal('PDF_FIELD_ALREADY_SIGNED');
    if (dict.repeats === true) this.reasons.add('repeated-key');
    if (hasUnescapedKey(dict)) this.reasons.add('unescaped-name');
    for (const [key, value] of dict.entries) {
      this.look(value, holder);
      if (!NODE_LISTS.has(key)) continue;
      if (value.kind === 'array') this.promote(value, holder);
      else if (value.kind === 'ref') this.lists.push(value);
    }
  }

  private promote(list: PdfArray, holder: number): void {
    for (const item of list.items) {
      if (item.kind !== 'dict') continue;
      this.promoted.add(placeOf(holder, item));
      this.reasons.add('direct-node');
    }
  }

  /** A trailer's own key of a producer: what it names should be there, and is not taken along. */
  async lookAside(value: PdfValue): Promise<void> {
    const named = value.kind === 'array' ? value.items : [value];
    for (const one of named)
      if (one.kind === 'ref' && (await this.file.store.load(one.num)) === undefined)
        this.reasons.add('dangling-reference');
  }

  /** Reads everything that waits, and what that leads to. */
  async run(): Promise<void> {
    const { store } = this.file;
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) {
      if (this.objects.has(next.num)) continue;
      const object = await store.load(next.num);
      if (object === undefined || object.gen !== next.gen) {
        this.reasons.add('dangling-reference');
        continue;
      }
      this.objects.set(next.num, object.gen);
      if (this.objects.size > MAX_ENTRIES) throw new Refusal('PDF_TOO_LARGE', 'objects');
      if (isStream(object)) {
        const { length, asStated } = await streamExtent(store, object, this.budget);
        this.streams.set(next.num, length);
        if (!asStated) this.reasons.add('stream-length');
      }
      this.look(object.value, next.num);
    }
    for (const list of this.lists) {
      const object = await store.load(list.num);
      if (object?.value.kind === 'array') this.promote(object.value, list.num);
    }
  }
}

/**
 * Everything that the trailer leads to, and what is wrong with it. PDF_FIELD_ALREADY_SIGNED for a file that holds any
 * signature; PDF_DAMAGED, PDF_TRUNCATED, … for an object that cannot be read.
 */
export const walkFile = async (file: LenientFile): Promise<Reachable> => {
  const walk = new Walk(file);
  for (const [key, value] of file.trailer.entries)
    if (TRAILER_KEYS.includes(key)) walk.look(value, 0);
    else await walk.lookAside(value);
  await walk.run();
  if (file.rebuilt && LOST.some((reason) => walk.reasons.has(reason)))
    throw new Refusal('PDF_DAMAGED', 'bytes were lost or changed');
  return walk;
};
