import { lockOf } from '../document/field-lock';
import type { FieldNode } from '../document/field-tree';
import type { PdfDocument } from '../document/pdf-document';
import type { PdfDict, PdfValue } from '../syntax/value';
import { changedKeys } from './compare-catalog';
import { compareField, compareNewField, explainField, isSigned, valueLevel } from './compare-field';
import type { Comparison } from './comparison';
import { sameObject, sameValue } from './same-value';

export interface FormChanges {
  readonly filled: readonly string[];
  readonly added: readonly string[];
  /** Widgets of fields that pages may list now. */
  readonly widgets: ReadonlySet<number>;
  /** Widgets of fields that pages listed before. */
  readonly oldWidgets: ReadonlySet<number>;
}

const FORM_KEYS = new Set(['Fields', 'SigFlags', 'NeedAppearances', 'DR', 'DA']);

const sameResource = async ({ earlier, later }: Comparison, a: PdfValue, b: PdfValue): Promise<boolean> => {
  if (a.kind !== 'ref' || b.kind !== 'ref') return sameValue(a, b);
  if (a.num === b.num) return true;
  const [old, now] = [await earlier.parts.store.load(a.num), await later.parts.store.load(b.num)];
  if (old === undefined || now === undefined) return false;
  return sameObject({ ...old, gen: 0 }, earlier.parts.store, { ...now, gen: 0 }, later.parts.store);
};

/** The resources that fields are drawn anew with; form XObjects of older appearances are renamed by signers at will. */
const DRAWN_WITH = ['Font', 'Encoding'];

/** Form resources may grow; a name that stood for one font must not stand for another: fields would read differently. */
const compareResources = async (both: Comparison, num: number, before: PdfDict, after: PdfDict): Promise<void> => {
  const { earlier, later, log } = both;
  const old = await earlier.parts.store.dict(before.entries.get('DR'));
  const now = await later.parts.store.dict(after.entries.get('DR'));
  for (const category of DRAWN_WITH) {
    const names = await earlier.parts.store.dict(old?.entries.get(category));
    const kept = await later.parts.store.dict(now?.entries.get(category));
    for (const [name, resource] of names?.entries ?? []) {
      const other = kept?.entries.get(name);
      if (other !== undefined && !(await sameResource(both, resource, other)))
        log.explain(num, 'other', `form resource /${category} replaced`);
    }
  }
  // An indirect dictionary of resources that only grew.
  const home = after.entries.get('DR');
  if (home?.kind === 'ref') log.explain(home.num, 'form-filling', 'form resources');
  for (const value of now?.entries.values() ?? []) log.explainValue(value, 'form-filling', 'form resources');
};

const formNumber = (later: PdfDocument): number => {
  const home = later.parts.catalog.entries.get('AcroForm');
  return home?.kind === 'ref' ? home.num : later.parts.rootRef.num;
};

/** Readers that draw all fields anew may show values that the signed drawings did not. */
const remarkRedrawing = async ({ earlier, later, log }: Comparison, before: PdfDict, after: PdfDict): Promise<void> => {
  const isTrue = async (doc: PdfDocument, form: PdfDict): Promise<boolean> => {
    const value = await doc.parts.store.resolve(form.entries.get('NeedAppearances'));
    return value.kind === 'boolean' && value.value;
  };
  if ((await isTrue(later, after)) && !(await isTrue(earlier, before)))
    log.remark('field-changed', 'interactive form /NeedAppearances');
};

const compareAcroForm = async (both: Comparison): Promise<void> => {
  const { earlier, later, log } = both;
  const before = (await earlier.fieldTree()).acroForm;
  const after = (await later.fieldTree()).acroForm;
  const num = formNumber(later);
  log.explain(num, 'form-filling', 'interactive form');
  if (after === undefined) {
    log.explain(num, 'other', 'interactive form removed');
    return;
  }
  for (const key of before === undefined ? [] : changedKeys(before, after))
    if (!FORM_KEYS.has(key)) log.explain(num, 'other', `interactive form /${key}`);
  log.explainValue(after.entries.get('Fields'), 'form-filling', 'list of fields');
  await log.explainAdded(after.entries.get('DR'), 'form-filling', 'form resources');
  if (before === undefined) return;
  await compareResources(both, num, before, after);
  await remarkRedrawing(both, before, after);
};

const widgetsOf = (fields: readonly FieldNode[]): Set<number> =>
  new Set(fields.flatMap((field) => field.widgets.map((widget) => widget.ref.num)));

/** What validation adds late may come although a field is locked: nobody sees it (EN 319 142-1 5.4). */
const isLate = async (later: PdfDocument, field: FieldNode): Promise<boolean> =>
  field.type === 'Sig' && (await valueLevel(later, field)) === 'lta-updates';

/** Differences of the interactive form, field by field. */
export const compareForm = async (both: Comparison): Promise<FormChanges> => {
  const { earlier, later, log } = both;
  const old = (await earlier.fieldTree()).fields;
  const before = new Map(old.map((field) => [field.ref.num, field]));
  const after = (await later.fieldTree()).fields;
  const signatures = await earlier.mustSignatureFields();
  const certified = signatures.some((field) => field.value?.docMdp !== undefined);
  const isLocked = lockOf(signatures);
  const filled: string[] = [];
  const added: string[] = [];
  if ((await later.fieldTree()).acroForm !== undefined || before.size > 0) await compareAcroForm(both);
  for (const field of after) {
    const known = before.get(field.ref.num);
    before.delete(field.ref.num);
    if (isLocked(field.name) && !(await isLate(later, field)))
      await explainField(log, field, 'other', `locked field ${field.name}`);
    if (known !== undefined) {
      if (await compareField(both, known, field)) filled.push(field.name);
      continue;
    }
    await compareNewField(both, field, certified);
    if (field.type === 'Sig') added.push(field.name);
    if (field.type === 'Sig' && (await isSigned(later, field))) filled.push(field.name);
  }
  for (const gone of before.values())
    for (const num of [gone.ref.num, formNumber(later)]) log.explain(num, 'other', `field ${gone.name} removed`);
  return { filled, added, widgets: widgetsOf(after), oldWidgets: widgetsOf(old) };
};
