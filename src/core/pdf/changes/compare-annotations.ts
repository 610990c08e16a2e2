import { normalRect } from '../document/page-geometry';
import type { PageNode } from '../document/page-tree';
import type { PdfDocument } from '../document/pdf-document';
import type { PdfDict, PdfValue } from '../syntax/value';
import type { ChangeKind } from '../types';
import { worse } from './change-log';
import type { FormChanges } from './compare-form';
import type { Comparison } from './comparison';
import { sameValue } from './same-value';

/** Largest side of the sign of a note; beyond it a note is a picture. */
const NOTE_SIZE = 50;
/** Annotations written straight into the list; beyond so many, which producers never write, all count as new. */
const MAX_DIRECT = 256;

/** Markup of ISO 32000-1 table 169 that paints on the page: text, shapes and stamps can hide and replace words. */
const DRAWN = new Set([
  ...['FreeText', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut'],
  ...['Stamp', 'Caret', 'Ink', 'FileAttachment', 'Redact'],
]);
/** What a reader sees as a note or not at all. */
const QUIET = new Set(['Text', 'Popup', 'Link']);

/** `other` for what is no markup or acts by itself. */
const judgeAnnotation = async (doc: PdfDocument, dict: PdfDict): Promise<'quiet' | 'drawn' | 'other'> => {
  const { store } = doc.parts;
  const subtype = (await store.name(dict.entries.get('Subtype'))) ?? '';
  if (dict.entries.has('AA') || (dict.entries.has('A') && subtype !== 'Link')) return 'other';
  if (DRAWN.has(subtype)) return 'drawn';
  if (!QUIET.has(subtype)) return 'other';
  const rect = normalRect(await store.numbers(dict.entries.get('Rect'))) ?? [0, 0, 0, 0];
  const large = rect[2] - rect[0] > NOTE_SIZE || rect[3] - rect[1] > NOTE_SIZE;
  return large && dict.entries.has('AP') ? 'drawn' : 'quiet';
};

const itemsOf = async (doc: PdfDocument, page: PageNode): Promise<readonly PdfValue[]> =>
  (await doc.parts.store.array(page.dict.entries.get('Annots')))?.items ?? [];

const numbersOf = (items: readonly PdfValue[]): number[] =>
  items.flatMap((item) => (item.kind === 'ref' ? [item.num] : []));

export interface PagePair {
  readonly index: number;
  readonly before: PageNode;
  readonly after: PageNode;
}

/** Annotations are painted in order: another order puts another one on top. A field that no page lists is gone. */
const compareOrder = (old: readonly number[], now: readonly number[], form: FormChanges): ChangeKind => {
  const stayed = new Set(now);
  if (old.some((num) => !stayed.has(num) && form.oldWidgets.has(num))) return 'other';
  const known = new Set(old);
  const kept = now.filter((num) => known.has(num));
  return kept.length === old.length && kept.every((num, i) => num === old[i]) ? 'form-filling' : 'annotations';
};

/** Explains one annotation that came or changed; answers what it makes of the list. */
const explainAnnotation = async (
  { later, log }: Comparison,
  item: PdfValue,
  isNew: boolean,
  what: string,
): Promise<ChangeKind> => {
  if (item.kind !== 'ref') {
    log.remark('annotation-drawn', what);
    return 'annotations';
  }
  if (!isNew && !log.candidates.has(item.num)) return 'form-filling';
  const dict = await later.parts.store.dict(item);
  const kind = dict === undefined ? 'other' : await judgeAnnotation(later, dict);
  const level = kind === 'other' ? 'other' : 'annotations';
  if (kind === 'drawn') log.remark('annotation-drawn', what);
  if (isNew) await log.explainAdded(item, level, what);
  else log.explain(item.num, level, what);
  return isNew ? level : 'form-filling';
};

/** Annotations that came, went or changed; widgets of form fields are judged with their fields. */
export const compareAnnotations = async (both: Comparison, pair: PagePair, form: FormChanges): Promise<ChangeKind> => {
  const { index, before, after } = pair;
  const old = numbersOf(await itemsOf(both.earlier, before));
  const items = await itemsOf(both.later, after);
  let level = compareOrder(old, numbersOf(items), form);
  if (level === 'annotations') both.log.remark('annotation-drawn', `order of annotations on page ${index + 1}`);
  const known = new Set(old);
  const direct = (await itemsOf(both.earlier, before)).filter((item) => item.kind !== 'ref').slice(0, MAX_DIRECT);
  for (const item of items) {
    if (item.kind === 'ref' && form.widgets.has(item.num)) continue;
    if (item.kind !== 'ref' && direct.some((one) => sameValue(one, item))) continue;
    const isNew = item.kind !== 'ref' || !known.has(item.num);
    level = worse(level, await explainAnnotation(both, item, isNew, `annotation on page ${index + 1}`));
  }
  return level;
};
