import type { FieldNode, Widget } from '../document/field-tree';
import { normalRect } from '../document/page-geometry';
import type { PdfDocument } from '../document/pdf-document';
import { isStream, type StreamObject } from '../file/reader';
import { stringBytes } from '../syntax/strings';
import type { PdfValue } from '../syntax/value';
import { sameObject, sameValue } from './same-value';

/** Hidden (bit 2) or NoView (bit 6) of ISO 32000-1 table 165. */
const UNSEEN = 0x22;
/** An appearance beyond this is taken to show something, unread. */
const MAX_APPEARANCE = 1 << 20;

/** Whether a person could see the annotation: a rectangle with an area, and not hidden. */
export const isVisible = async (doc: PdfDocument, widget: Widget): Promise<boolean> => {
  const rect = normalRect(await doc.parts.store.numbers(widget.dict.entries.get('Rect')));
  const flags = (await doc.parts.store.number(widget.dict.entries.get('F'))) ?? 0;
  return rect !== undefined && rect[2] > rect[0] && rect[3] > rect[1] && (flags & UNSEEN) === 0;
};

/** The appearance streams of a field or widget: /N, or the states below it, and the same of /R and /D. */
export const appearancesOf = async (doc: PdfDocument, { dict }: Widget): Promise<StreamObject[]> => {
  const { store } = doc.parts;
  const streams: StreamObject[] = [];
  const take = async (value: PdfValue): Promise<void> => {
    const object = value.kind === 'ref' ? await store.load(value.num) : undefined;
    if (object !== undefined && isStream(object)) streams.push(object);
  };
  const appearances = await store.dict(dict.entries.get('AP'));
  for (const value of appearances?.entries.values() ?? []) {
    await take(value);
    const states = await store.resolve(value);
    if (states.kind === 'dict') for (const state of [...states.entries.values()].slice(0, 64)) await take(state);
  }
  return streams;
};

/** Whether any appearance paints: anything but white space and the pairs that save and mark. */
export const isDrawn = async (doc: PdfDocument, widget: Widget): Promise<boolean> => {
  for (const stream of await appearancesOf(doc, widget)) {
    const data = await doc.parts.store.streamData(stream, MAX_APPEARANCE);
    const text = String.fromCharCode(...data.subarray(0, 4096)).replace(/\/Tx\s+BMC|\bEMC\b|\bq\b|\bQ\b|\bn\b/g, '');
    if (data.length > 4096 || /\b(?:Tj|TJ|Do|f\*?|F|S|s|B\*?|b\*?|sh|EI)(?=\s|$)|['"]/.test(text)) return true;
  }
  return false;
};

const isEmpty = (value: PdfValue): boolean =>
  value.kind === 'null' ||
  (value.kind === 'string' && stringBytes(value).length === 0) ||
  (value.kind === 'name' && value.value === 'Off') ||
  (value.kind === 'array' && value.items.length === 0);

/** Whether the field had an answer, or a drawing in the place of one. */
export const showedSomething = async (doc: PdfDocument, field: FieldNode): Promise<boolean> => {
  if (!isEmpty(await doc.parts.store.resolve(field.dict.entries.get('V')))) return true;
  if (field.type === 'Btn') return false;
  for (const widget of field.widgets) if (await isDrawn(doc, widget)) return true;
  return false;
};

const sameDrawing = async (earlier: PdfDocument, a: Widget, later: PdfDocument, b: Widget): Promise<boolean> => {
  const before = await appearancesOf(earlier, a);
  const after = await appearancesOf(later, b);
  if (before.length !== after.length) return false;
  for (const [i, old] of before.entries()) {
    const now = after[i] as StreamObject;
    if (!(await sameObject({ ...old, gen: 0 }, earlier.parts.store, { ...now, gen: 0 }, later.parts.store)))
      return false;
  }
  return true;
};

/** Whether a field of both revisions has another value, state or drawing than before. */
export const showsOther = async (
  earlier: PdfDocument,
  before: FieldNode,
  later: PdfDocument,
  after: FieldNode,
): Promise<boolean> => {
  const [a, b] = [before.dict.entries.get('V'), after.dict.entries.get('V')];
  if (!sameValue(await earlier.parts.store.resolve(a), await later.parts.store.resolve(b))) return true;
  const old = new Map(before.widgets.map((widget) => [widget.ref.num, widget]));
  for (const widget of after.widgets) {
    const was = old.get(widget.ref.num);
    if (was === undefined) continue;
    if (!sameValue(was.dict.entries.get('AS'), widget.dict.entries.get('AS'))) return true;
    if (!(await sameDrawing(earlier, was, later, widget))) return true;
  }
  return false;
};
