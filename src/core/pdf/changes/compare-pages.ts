import type { PageNode } from '../document/page-tree';
import type { PdfDocument } from '../document/pdf-document';
import type { PdfValue } from '../syntax/value';
import type { ChangeKind } from '../types';
import { type ChangeLog, worse } from './change-log';
import { changedKeys } from './compare-catalog';
import type { FormChanges } from './compare-form';

const itemsOf = async (doc: PdfDocument, page: PageNode): Promise<readonly PdfValue[]> =>
  (await doc.parts.store.array(page.dict.entries.get('Annots')))?.items ?? [];

const numbersOf = (items: readonly PdfValue[]): Set<number> =>
  new Set(items.flatMap((item) => (item.kind === 'ref' ? [item.num] : [])));

interface PagePair {
  readonly index: number;
  readonly before: PageNode;
  readonly after: PageNode;
}

/** Annotations that came, went or changed; widgets of form fields are judged with their fields. */
const compareAnnotations = async (
  earlier: PdfDocument,
  later: PdfDocument,
  log: ChangeLog,
  { index, before, after }: PagePair,
  form: FormChanges,
): Promise<ChangeKind> => {
  const old = numbersOf(await itemsOf(earlier, before));
  const items = await itemsOf(later, after);
  const now = numbersOf(items);
  let level: ChangeKind = [...old].every((num) => now.has(num)) ? 'form-filling' : 'annotations';
  for (const item of items) {
    if (item.kind !== 'ref') {
      if (log.candidates.has(after.ref.num)) level = worse(level, 'annotations');
      continue;
    }
    if (form.widgets.has(item.num)) continue;
    if (old.has(item.num)) {
      const value = (await earlier.parts.store.load(item.num))?.value;
      if (value?.kind === 'dict' && value.entries.has('Subtype'))
        log.explain(item.num, 'annotations', `annotation on page ${index + 1}`);
    } else {
      level = worse(level, 'annotations');
      await log.explainAdded(item, 'annotations', `annotation on page ${index + 1}`);
    }
  }
  return level;
};

const comparePage = async (
  earlier: PdfDocument,
  later: PdfDocument,
  log: ChangeLog,
  pair: PagePair,
  form: FormChanges,
): Promise<void> => {
  const { index, before, after } = pair;
  const level = await compareAnnotations(earlier, later, log, pair, form);
  const list = after.dict.entries.get('Annots');
  if (list?.kind === 'ref') log.explain(list.num, level, `annotation list of page ${index + 1}`);
  for (const key of changedKeys(before.dict, after.dict))
    log.explain(after.ref.num, key === 'Annots' ? level : 'other', `page ${index + 1} /${key}`);
};

/** Differences of the pages: their number and order, their dictionaries, their annotations. */
export const comparePages = async (
  earlier: PdfDocument,
  later: PdfDocument,
  log: ChangeLog,
  form: FormChanges,
): Promise<void> => {
  const before = await earlier.parts.pages.all();
  const after = await later.parts.pages.all();
  for (const [index, page] of after.entries()) {
    const old = before[index];
    if (old === undefined || old.ref.num !== page.ref.num) {
      log.explain(page.ref.num, 'other', `page ${index + 1} is another`);
      continue;
    }
    await comparePage(earlier, later, log, { index, before: old, after: page }, form);
  }
};
