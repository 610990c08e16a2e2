import type { FieldNode, Widget } from '../document/field-tree';
import type { PdfDocument } from '../document/pdf-document';
import type { ChangeKind } from '../types';
import type { ChangeLog } from './change-log';
import { changedKeys } from './compare-catalog';
import type { Comparison } from './comparison';
import { remarkDrawnOver } from './drawn-over';
import { appearancesOf, isDrawn, isVisible, showedSomething, showsOther } from './shown-by-field';

/** What filling in a field may change in it and in its widget (ISO 32000-1 12.7.4, 12.5.2); Acrobat sets /Ff at will. */
const FILLED_KEYS = new Set(['V', 'AP', 'AS', 'F', 'M', 'Ff', 'Type']);
/** What a field that is signed may still change: nothing that anybody sees. */
const SIGNED_KEYS = new Set(['Ff', 'Type']);
/** Actions of a widget (12.6.3): a field that acts by itself is more than a field. */
const ACTIONS = ['A', 'AA', 'PMD'];

export const isSigned = async (doc: PdfDocument, field: FieldNode): Promise<boolean> =>
  (await doc.parts.store.dict(field.dict.entries.get('V'))) !== undefined;

const anyVisible = async (doc: PdfDocument, { widgets }: FieldNode): Promise<boolean> => {
  for (const widget of widgets) if (await isVisible(doc, widget)) return true;
  return false;
};

/** Unseen document time-stamps belong to long-term validation; whatever can be seen is filling in. */
export const valueLevel = async (doc: PdfDocument, field: FieldNode): Promise<ChangeKind> => {
  const value = await doc.parts.store.dict(field.dict.entries.get('V'));
  const type = await doc.parts.store.name(value?.entries.get('Type'));
  return type === 'DocTimeStamp' && !(await anyVisible(doc, field)) ? 'lta-updates' : 'form-filling';
};

/** Everything of a field, its widgets and their new appearances at one level. */
export const explainField = async (
  log: ChangeLog,
  field: FieldNode,
  level: ChangeKind,
  what: string,
): Promise<void> => {
  log.explain(field.ref.num, level, what);
  for (const key of ['V', 'AP']) await log.explainAdded(field.dict.entries.get(key), level, what);
  for (const widget of field.widgets) {
    log.explain(widget.ref.num, level, what);
    await log.explainAdded(widget.dict.entries.get('AP'), level, what);
  }
};

/** A signature field that draws without a signature passes itself off for signed. */
const isPretence = async (doc: PdfDocument, field: FieldNode): Promise<boolean> => {
  if (field.type !== 'Sig' || (await isSigned(doc, field))) return false;
  for (const widget of field.widgets) if (await isDrawn(doc, widget)) return true;
  return false;
};

/**
 * A field that the earlier revision did not have. Only signatures may come later; seen ones not once the document is
 * certified (they could lie over its words), drawn ones not without a signature, and never with actions.
 */
export const compareNewField = async (both: Comparison, field: FieldNode, certified: boolean): Promise<void> => {
  const { later, log } = both;
  const visible = await anyVisible(later, field);
  const acts = [field, ...field.widgets].some(({ dict }) => ACTIONS.some((key) => dict.entries.has(key)));
  const allowed = field.type === 'Sig' && !(visible && certified) && !acts && !(await isPretence(later, field));
  await explainField(log, field, allowed ? await valueLevel(later, field) : 'other', `new field ${field.name}`);
  if (allowed && visible) await remarkDrawnOver(both, field);
};

/** Streams that a field shows may be written over in place; those of signatures never. */
const explainRedrawn = async ({ later, log }: Comparison, field: FieldNode): Promise<void> => {
  for (const widget of [field, ...field.widgets])
    for (const { num, value } of await appearancesOf(later, widget))
      if ((await later.parts.store.name(value.entries.get('Subtype'))) === 'Form')
        log.explain(num, 'form-filling', `appearance of field ${field.name}`);
};

const wasSigned = async (earlier: PdfDocument, before: FieldNode): Promise<boolean> =>
  before.type === 'Sig' && (await earlier.parts.store.resolve(before.dict.entries.get('V'))).kind !== 'null';

/** Each key of the field and its widgets that filling in does not explain. */
const compareKeys = async (both: Comparison, before: FieldNode, after: FieldNode, allowed: ReadonlySet<string>) => {
  const { earlier, later, log } = both;
  const known = new Map(before.widgets.map((widget) => [widget.ref.num, widget]));
  const pairs: (readonly [Widget, Widget])[] = [[before, after]];
  for (const widget of after.widgets) {
    const old = known.get(widget.ref.num);
    if (old === undefined) log.explain(widget.ref.num, 'other', `new widget of field ${after.name}`);
    else pairs.push([old, widget]);
    if (old !== undefined && !(await isVisible(earlier, old)) && (await isVisible(later, widget)))
      log.explain(widget.ref.num, 'other', `hidden field ${after.name} shown`);
  }
  for (const [a, b] of pairs)
    for (const key of changedKeys(a.dict, b.dict))
      if (!allowed.has(key)) log.explain(b.ref.num, 'other', `field ${after.name} /${key}`);
  if (before.name !== after.name || before.type !== after.type)
    log.explain(after.ref.num, 'other', `field ${before.name} renamed`);
};

/** What a reader must know of a field that is no signature: it was empty, or it said something else. */
const remarkFilled = async ({ earlier, later, log }: Comparison, before: FieldNode, after: FieldNode) => {
  if (!before.terminal || !(await showsOther(earlier, before, later, after))) return;
  const changed = await showedSomething(earlier, before);
  log.remark(changed ? 'field-changed' : 'field-filled', `field ${after.name}`);
};

/** A field of both revisions; true when a signature was put into it. */
export const compareField = async (both: Comparison, before: FieldNode, after: FieldNode): Promise<boolean> => {
  const { earlier, later, log } = both;
  const signedBefore = await wasSigned(earlier, before);
  const what = `${signedBefore ? 'signed field' : 'field'} ${after.name}`;
  if (signedBefore) {
    await explainField(log, after, 'form-filling', what);
    await compareKeys(both, before, after, SIGNED_KEYS);
    return false;
  }
  const level = (await isPretence(later, after)) ? 'other' : await valueLevel(later, after);
  await explainField(log, after, level, what);
  await compareKeys(both, before, after, FILLED_KEYS);
  if (after.type !== 'Sig') {
    await explainRedrawn(both, after);
    await remarkFilled(both, before, after);
  }
  return after.type === 'Sig' && (await isSigned(later, after));
};
