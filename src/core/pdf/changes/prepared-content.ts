import { attemptAsync, type Result } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import type { ObjectStore } from '../file/object-store';
import type { PdfValue } from '../syntax/value';
import type { PreparedContent } from '../types';
import { reachableObjects } from './protected-objects';
import { isVisible } from './shown-by-field';

/** Unreferenced objects that are looked at; editors leave a handful behind. */
const MAX_UNREFERENCED = 5000;
const PAGE_TYPES = new Set(['Catalog', 'Pages', 'Page']);

/** Layers that are off now, or switch by themselves at printing and the like (ISO 32000-1 8.11.4.3). */
const hasLayers = async (doc: PdfDocument): Promise<boolean> => {
  const { store, catalog } = doc.parts;
  const properties = await store.dict(catalog.entries.get('OCProperties'));
  const current = await store.dict(properties?.entries.get('D'));
  if (current === undefined) return false;
  const base = (await store.name(current.entries.get('BaseState'))) ?? 'ON';
  const filled = async (key: string): Promise<boolean> =>
    ((await store.array(current.entries.get(key)))?.items.length ?? 0) > 0;
  return base !== 'ON' || (await filled('OFF')) || (await filled('AS'));
};

/** Scripts that run by themselves: at opening, of the document, by name. A plain jump to a page is none. */
const hasScripts = async (doc: PdfDocument): Promise<boolean> => {
  const { store, catalog } = doc.parts;
  const isScript = async (value: PdfValue | undefined): Promise<boolean> =>
    (await store.name((await store.dict(value))?.entries.get('S'))) === 'JavaScript';
  const names = await store.dict(catalog.entries.get('Names'));
  return (
    (await isScript(catalog.entries.get('OpenAction'))) ||
    (await store.dict(catalog.entries.get('AA'))) !== undefined ||
    (await store.dict(names?.entries.get('JavaScript'))) !== undefined
  );
};

/** Pages and catalogues that nothing leads to: a later cross-reference section alone could bring them up. */
export const hasLostPages = async (store: ObjectStore, reachable: { has(num: number): boolean }): Promise<boolean> => {
  let looked = 0;
  for (const [num, entry] of store.xref) {
    if (entry.kind === 'free' || reachable.has(num)) continue;
    if (++looked > MAX_UNREFERENCED) return true;
    const value = (await store.load(num).catch(() => undefined))?.value;
    if (value?.kind === 'dict' && PAGE_TYPES.has((await store.name(value.entries.get('Type'))) ?? '')) return true;
  }
  return false;
};

const hasUnreferencedPages = async (doc: PdfDocument): Promise<boolean> =>
  hasLostPages(doc.parts.store, await reachableObjects(doc));

/** Fields, other than signatures, that have a place on a page and are hidden: filling one in could bring it up. */
const hasHiddenFields = async (doc: PdfDocument): Promise<boolean> => {
  for (const field of (await doc.fieldTree()).fields) {
    if (field.type === 'Sig') continue;
    for (const widget of field.widgets) {
      const rect = await doc.parts.store.numbers(widget.dict.entries.get('Rect'));
      const [left = 0, bottom = 0, right = 0, top = 0] = rect ?? [];
      if (right !== left && top !== bottom && !(await isVisible(doc, widget))) return true;
    }
  }
  return false;
};

const CHECKS: readonly (readonly [PreparedContent, (doc: PdfDocument) => Promise<boolean>])[] = [
  ['layers', hasLayers],
  ['scripts', hasScripts],
  ['hidden-fields', hasHiddenFields],
  ['unreferenced-pages', hasUnreferencedPages],
];

/**
 * What a shadow attack prepares before the signature and shows after it (Mainka, Mladenov, Rohlmann: Shadow Attacks,
 * NDSS 2021). None of it is a fault by itself: a validator says so, a sealer refuses it or takes it out.
 * Errors: PDF_DAMAGED and its kin when an object cannot be read, PDF_TOO_LARGE.
 */
export const preparedContent = (doc: PdfDocument): Promise<Result<readonly PreparedContent[]>> =>
  attemptAsync(async () => {
    const found: PreparedContent[] = [];
    for (const [kind, check] of CHECKS) if (await check(doc)) found.push(kind);
    return found;
  });
