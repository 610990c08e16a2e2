import { concat, latin1, Refusal } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import { MAX_OBJECT_NUMBER } from '../file/xref-entry';
import type { PdfDict, PdfValue } from '../syntax/value';
import { type Edits, rewriteDict } from '../syntax/write';
import type { ObjectRef, RevisionPorts } from '../types';
import { type WrittenObject, writeXref } from './xref-writer';

interface EditedDict {
  readonly ref: ObjectRef;
  readonly dict: PdfDict;
  readonly edits: Edits;
}

export interface BuiltRevision {
  readonly tail: Uint8Array;
  /** Offset in the whole file of the first byte of each object's body. */
  readonly bodyOffsets: ReadonlyMap<number, number>;
}

/** Largest object number that a value names. */
const largestReference = (value: PdfValue): number => {
  if (value.kind === 'ref') return value.num;
  const inner = value.kind === 'array' ? value.items : value.kind === 'dict' ? [...value.entries.values()] : [];
  return inner.reduce((max, item) => Math.max(max, largestReference(item)), 0);
};

/**
 * First number that nothing in the file speaks of: past /Size, past the index, and past what trailers name without
 * defining it, so that a dangling reference never begins to mean one of our objects.
 */
const firstFreeNumber = (doc: PdfDocument): number => {
  const { chain } = doc.parts;
  let next = 1;
  for (const num of chain.entries.keys()) if (num >= next) next = num + 1;
  for (const { trailer } of chain.sections) {
    const size = trailer.entries.get('Size');
    if (size?.kind === 'number' && Number.isInteger(size.value)) next = Math.max(next, size.value);
    next = Math.max(next, largestReference(trailer) + 1);
  }
  if (next > MAX_OBJECT_NUMBER - 100_000) throw new Refusal('PDF_DAMAGED', '/Size');
  return next;
};

/** Collects the objects of one incremental update (ISO 32000-1 7.5.6). The bytes before it are never touched. */
export class RevisionBuilder {
  private next: number;
  private readonly bodies = new Map<number, { readonly gen: number; readonly body: Uint8Array }>();
  private readonly edited = new Map<number, EditedDict>();

  constructor(private readonly doc: PdfDocument) {
    this.next = firstFreeNumber(doc);
  }

  reserve(): ObjectRef {
    return { num: this.next++, gen: 0 };
  }

  put(ref: ObjectRef, body: Uint8Array | string): void {
    this.bodies.set(ref.num, { gen: ref.gen, body: typeof body === 'string' ? latin1(body) : body });
  }

  add(body: Uint8Array | string): ObjectRef {
    const ref = this.reserve();
    this.put(ref, body);
    return ref;
  }

  /** Changes of an existing dictionary object; several calls for one object share their edits. */
  edit(ref: ObjectRef, dict: PdfDict): Edits {
    const known = this.edited.get(ref.num);
    if (known !== undefined) return known.edits;
    const edits: Edits = new Map();
    this.edited.set(ref.num, { ref: { num: ref.num, gen: ref.gen }, dict, edits });
    return edits;
  }

  /** Writes the tail: objects, a cross-reference section of the newest one's kind, trailer, marker. */
  async finish(ports: RevisionPorts): Promise<BuiltRevision> {
    for (const { ref, dict, edits } of this.edited.values())
      if (edits.size > 0) this.put(ref, rewriteDict(dict, edits));
    const { source } = this.doc;
    const parts: Uint8Array[] = [];
    let at = source.size;
    const push = (bytes: Uint8Array): void => {
      parts.push(bytes);
      at += bytes.length;
    };
    const last = (await source.read(source.size - 1, 1))[0];
    if (last !== 10 && last !== 13) push(latin1('\n'));
    const written: WrittenObject[] = [];
    const bodyOffsets = new Map<number, number>();
    for (const [num, { gen, body }] of [...this.bodies].sort(([a], [b]) => a - b)) {
      written.push({ num, gen, offset: at });
      push(latin1(`${num} ${gen} obj\n`));
      bodyOffsets.set(num, at);
      push(body);
      push(latin1('\nendobj\n'));
    }
    push(writeXref({ doc: this.doc, objects: written, next: this.next, offset: at, random: ports.random }));
    return { tail: concat(parts), bodyOffsets };
  }
}
