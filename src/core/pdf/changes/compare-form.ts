import type { FieldNode, Widget } from '../document/field-tree';
import { normalRect } from '../document/page-geometry';
import type { PdfDocument } from '../document/pdf-document';
import { isLocked } from '../document/signature-value';
import { isStream } from '../file/reader';
import type { ChangeKind } from '../types';
import type { ChangeLog } from './change-log';
import { changedKeys } from './compare-catalog';

export interface FormChanges {
  readonly filled: readonly string[];
  readonly added: readonly string[];
  /** Widgets of fields that pages may list now. */
  readonly widgets: ReadonlySet<number>;
}

/** What filling in a field may change in it and in its widget (ISO 32000-1 12.7.4, 12.5.2). */
const FILLED_KEYS = new Set(['V', 'AP', 'AS', 'F', 'M']);
const FORM_KEYS = new Set(['Fields', 'SigFlags', 'NeedAppearances', 'DR', 'DA']);

const compareAcroForm = async (earlier: PdfDocument, later: PdfDocument, log: ChangeLog): Promise<void> => {
  const before = (await earlier.fieldTree()).acroForm;
  const after = (await later.fieldTree()).acroForm;
  const home = later.parts.catalog.entries.get('AcroForm');
  const num = home?.kind === 'ref' ? home.num : later.parts.rootRef.num;
  log.explain(num, 'form-filling', 'interactive form');
  if (after === undefined) {
    log.explain(num, 'other', 'interactive form removed');
    return;
  }
  for (const key of before === undefined ? [] : changedKeys(before, after))
    if (!FORM_KEYS.has(key)) log.explain(num, 'other', `interactive form /${key}`);
  log.explainValue(after.entries.get('Fields'), 'form-filling', 'list of fields');
  await log.explainAdded(after.entries.get('DR'), 'form-filling', 'form resources');
};

/** Document time-stamps belong to long-term validation, other values to filling in. */
const valueLevel = async (doc: PdfDocument, field: FieldNode): Promise<ChangeKind> => {
  const value = await doc.parts.store.dict(field.dict.entries.get('V'));
  const type = await doc.parts.store.name(value?.entries.get('Type'));
  return type === 'DocTimeStamp' ? 'lta-updates' : 'form-filling';
};

const isVisible = async (doc: PdfDocument, widget: Widget): Promise<boolean> => {
  const rect = normalRect(await doc.parts.store.numbers(widget.dict.entries.get('Rect')));
  const flags = (await doc.parts.store.number(widget.dict.entries.get('F'))) ?? 0;
  // Hidden (bit 2) or NoView (bit 6) of table 165.
  return rect !== undefined && rect[2] > rect[0] && rect[3] > rect[1] && (flags & 0x22) === 0;
};

const explainField = async (log: ChangeLog, field: FieldNode, level: ChangeKind, what: string): Promise<void> => {
  log.explain(field.ref.num, level, what);
  for (const key of ['V', 'AP']) await log.explainAdded(field.dict.entries.get(key), level, what);
  for (const widget of field.widgets) {
    log.explain(widget.ref.num, level, what);
    await log.explainAdded(widget.dict.entries.get('AP'), level, what);
  }
};

/** A field that the earlier revision did not have. New visible fields are not filling in once a document is certified. */
const newField = async (later: PdfDocument, log: ChangeLog, field: FieldNode, certified: boolean): Promise<void> => {
  const visible = (await Promise.all(field.widgets.map((widget) => isVisible(later, widget)))).some(Boolean);
  const allowed = field.type === 'Sig' && !(visible && certified);
  await explainField(log, field, allowed ? await valueLevel(later, field) : 'other', `new field ${field.name}`);
};

/** Streams that a text field shows may be written over in place; signatures never. */
const explainRedrawn = async (later: PdfDocument, log: ChangeLog, field: FieldNode): Promise<void> => {
  for (const { dict } of [field, ...field.widgets]) {
    const appearances = await later.parts.store.dict(dict.entries.get('AP'));
    for (const value of appearances?.entries.values() ?? []) {
      const stream = value.kind === 'ref' ? await later.parts.store.load(value.num) : undefined;
      if (
        stream !== undefined &&
        isStream(stream) &&
        (await later.parts.store.name(stream.value.entries.get('Subtype'))) === 'Form'
      )
        log.explain(stream.num, 'form-filling', `appearance of field ${field.name}`);
    }
  }
};

const wasSigned = async (earlier: PdfDocument, before: FieldNode): Promise<boolean> =>
  before.type === 'Sig' && (await earlier.parts.store.resolve(before.dict.entries.get('V'))).kind !== 'null';

/** A field of both revisions; true when a signature was put into it. */
const compareField = async (
  earlier: PdfDocument,
  later: PdfDocument,
  log: ChangeLog,
  before: FieldNode,
  after: FieldNode,
): Promise<boolean> => {
  const signedBefore = await wasSigned(earlier, before);
  const level = signedBefore ? 'other' : await valueLevel(later, after);
  const what = `${signedBefore ? 'signed field' : 'field'} ${after.name}`;
  await explainField(log, after, level, what);
  const pairs = [[before, after] as const];
  for (const widget of after.widgets) {
    const old = before.widgets.find((candidate) => candidate.ref.num === widget.ref.num);
    if (old !== undefined) pairs.push([old as FieldNode, widget as FieldNode]);
    else log.explain(widget.ref.num, 'other', `new widget of field ${after.name}`);
  }
  for (const [a, b] of pairs)
    for (const key of changedKeys(a.dict, b.dict))
      if (!FILLED_KEYS.has(key)) log.explain(b.ref.num, 'other', `field ${after.name} /${key}`);
  if (before.name !== after.name || before.type !== after.type)
    log.explain(after.ref.num, 'other', `field ${before.name} renamed`);
  if (after.type !== 'Sig') await explainRedrawn(later, log, after);
  return (
    !signedBefore && after.type === 'Sig' && (await later.parts.store.dict(after.dict.entries.get('V'))) !== undefined
  );
};

/** Differences of the interactive form, field by field. */
export const compareForm = async (earlier: PdfDocument, later: PdfDocument, log: ChangeLog): Promise<FormChanges> => {
  const before = new Map((await earlier.fieldTree()).fields.map((field) => [field.ref.num, field]));
  const after = (await later.fieldTree()).fields;
  const signatures = await earlier.mustSignatureFields();
  const certified = signatures.some((field) => field.value?.docMdp !== undefined);
  const filled: string[] = [];
  const added: string[] = [];
  if ((await later.fieldTree()).acroForm !== undefined || before.size > 0) await compareAcroForm(earlier, later, log);
  for (const field of after) {
    const old = before.get(field.ref.num);
    before.delete(field.ref.num);
    if (isLocked(field.name, signatures)) await explainField(log, field, 'other', `locked field ${field.name}`);
    if (old === undefined) {
      await newField(later, log, field, certified);
      if (field.type === 'Sig') added.push(field.name);
      if (field.type === 'Sig' && (await later.parts.store.dict(field.dict.entries.get('V'))) !== undefined)
        filled.push(field.name);
    } else if (await compareField(earlier, later, log, old, field)) filled.push(field.name);
  }
  const home = later.parts.catalog.entries.get('AcroForm');
  for (const gone of before.values()) {
    log.explain(gone.ref.num, 'other', `field ${gone.name} removed`);
    log.explain(home?.kind === 'ref' ? home.num : later.parts.rootRef.num, 'other', `field ${gone.name} removed`);
  }
  const widgets = new Set(after.flatMap((field) => field.widgets.map((widget) => widget.ref.num)));
  return { filled, added, widgets };
};
