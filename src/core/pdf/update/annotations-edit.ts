import { Refusal } from '../../base';
import type { PageNode } from '../document/page-tree';
import type { PdfDocument } from '../document/pdf-document';
import type { PdfRef } from '../syntax/value';
import { extendArray, writeRef } from '../syntax/write';
import type { ObjectRef } from '../types';
import type { RevisionBuilder } from './revision-builder';

/** Whether a page, other than the one given, names this array as its /Annots: what is put into it shows there. */
export const isAnnotationList = async (doc: PdfDocument, array: PdfRef, except?: PageNode): Promise<boolean> => {
  for (const page of await doc.parts.pages.all()) {
    const annots = page.dict.entries.get('Annots');
    if (page.ref.num !== except?.ref.num && annots?.kind === 'ref' && annots.num === array.num) return true;
  }
  return false;
};

/** Appends widgets to a page's /Annots: the indirect array if it is this page's own, else the page's entry. */
export const addToPage = async (
  doc: PdfDocument,
  revision: RevisionBuilder,
  index: number,
  widgets: readonly ObjectRef[],
): Promise<void> => {
  const page = await doc.parts.pages.at(index);
  if (page === undefined) throw new Refusal('PDF_PAGE_NOT_FOUND', `page ${index}`);
  const raw = page.dict.entries.get('Annots');
  const array = await doc.parts.store.array(raw);
  const extended = extendArray(array, widgets.map(writeRef));
  if (raw?.kind === 'ref' && array !== undefined && !(await isAnnotationList(doc, raw, page)))
    revision.put({ num: raw.num, gen: raw.gen }, extended);
  else revision.edit(page.ref, page.dict).set('Annots', extended);
};
