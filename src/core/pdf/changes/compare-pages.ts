import { compareAnnotations, type PagePair } from './compare-annotations';
import { changedKeys } from './compare-catalog';
import type { FormChanges } from './compare-form';
import type { Comparison } from './comparison';

const comparePage = async (both: Comparison, pair: PagePair, form: FormChanges): Promise<void> => {
  const { index, before, after } = pair;
  const { log } = both;
  const level = await compareAnnotations(both, pair, form);
  const list = after.dict.entries.get('Annots');
  if (list?.kind === 'ref') log.explain(list.num, level, `annotation list of page ${index + 1}`);
  for (const key of changedKeys(before.dict, after.dict))
    log.explain(after.ref.num, key === 'Annots' ? level : 'other', `page ${index + 1} /${key}`);
};

/** Differences of the pages: their number and order, their dictionaries, their annotations. */
export const comparePages = async (both: Comparison, form: FormChanges): Promise<void> => {
  const before = await both.earlier.parts.pages.all();
  const after = await both.later.parts.pages.all();
  for (const [index, page] of after.entries()) {
    const old = before[index];
    if (old === undefined || old.ref.num !== page.ref.num)
      both.log.explain(page.ref.num, 'other', `page ${index + 1} is another`);
    else await comparePage(both, { index, before: old, after: page }, form);
  }
};
