import { Refusal } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import type { ObjectStore } from '../file/object-store';
import type { PdfDict, PdfValue } from '../syntax/value';

const MAX_OBJECTS = 200_000;

/** Catalogue entries that decide what a reader shows or does. */
const SHOWN = ['Pages', 'OCProperties', 'OpenAction', 'AA', 'Names'];

const allChildren = (value: PdfValue, without: readonly string[] = []): PdfValue[] => {
  if (value.kind === 'array') return [...value.items];
  if (value.kind !== 'dict') return [];
  return [...value.entries].filter(([key]) => !without.includes(key)).map(([, child]) => child);
};

/** Numbers of all objects below some values; objects in `borders` are not entered. */
const reach = async (
  store: ObjectStore,
  starts: readonly PdfValue[],
  borders: ReadonlySet<number>,
): Promise<Set<number>> => {
  const reached = new Set<number>();
  const waiting = [...starts];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind !== 'ref') {
      for (const child of allChildren(next)) waiting.push(child);
      continue;
    }
    if (reached.has(next.num) || borders.has(next.num)) continue;
    if (reached.size >= MAX_OBJECTS) throw new Refusal('PDF_TOO_LARGE', 'objects of the pages');
    reached.add(next.num);
    const object = await store.load(next.num);
    if (object !== undefined) waiting.push(object.value);
  }
  return reached;
};

/** Catalogue, pages, fields and widgets: compared key by key elsewhere. */
const bordersOf = async (doc: PdfDocument): Promise<Set<number>> => {
  const borders = new Set([doc.parts.rootRef.num]);
  for (const page of await doc.parts.pages.all()) borders.add(page.ref.num);
  for (const field of (await doc.fieldTree()).fields) {
    borders.add(field.ref.num);
    for (const widget of field.widgets) borders.add(widget.ref.num);
  }
  return borders;
};

/** One file is compared with each of its signed revisions; its pages are walked once. */
const cache = new WeakMap<PdfDocument, Promise<ReadonlySet<number>>>();

/**
 * Numbers of all objects that the pages are made of in this document: the page tree, resources, content streams, and
 * what decides on their visibility. Numbers that are named but not defined belong to them as well.
 */
export const contentObjects = (doc: PdfDocument): Promise<ReadonlySet<number>> => {
  const known = cache.get(doc) ?? collectContent(doc);
  cache.set(doc, known);
  return known;
};

const collectContent = async (doc: PdfDocument): Promise<ReadonlySet<number>> => {
  const { store, pages, catalog } = doc.parts;
  const starts: PdfValue[] = SHOWN.flatMap((key) => catalog.entries.get(key) ?? []);
  for (const page of await pages.all())
    for (const child of allChildren(page.dict, ['Annots', 'Parent'])) starts.push(child);
  return reach(store, starts, await bordersOf(doc));
};

/** Everything that the trailer leads to. */
export const reachableObjects = (doc: PdfDocument): Promise<ReadonlySet<number>> =>
  reach(doc.parts.store, [...doc.parts.chain.trailer.entries.values()], new Set());

const drawn = (dict: PdfDict): PdfValue[] => ['V', 'AP'].flatMap((key) => dict.entries.get(key) ?? []);

/** Objects that signatures already made consist of: their values and what their widgets show. */
export const signedObjects = async (earlier: PdfDocument): Promise<Set<number>> => {
  const { store } = earlier.parts;
  const starts: PdfValue[] = [];
  for (const field of (await earlier.fieldTree()).fields) {
    if (field.type !== 'Sig' || (await store.dict(field.dict.entries.get('V'))) === undefined) continue;
    starts.push(...drawn(field.dict), ...field.widgets.flatMap((widget) => drawn(widget.dict)));
  }
  return reach(store, starts, await bordersOf(earlier));
};
