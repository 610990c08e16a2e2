import { latin1 } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import { type Edits, extendArray, rewriteDict, writeRef } from '../syntax/write';
import type { ObjectRef } from '../types';
import { isAnnotationList } from './annotations-edit';
import type { RevisionBuilder } from './revision-builder';

/** SignaturesExist | AppendOnly (ISO 32000-1 table 219). */
const SIG_FLAGS = 3;

/** /Fields grows; an indirect array stays indirect, unless it is also some page's /Annots. */
const extendFields = async (
  doc: PdfDocument,
  revision: RevisionBuilder,
  edits: Edits,
  added: readonly ObjectRef[],
): Promise<void> => {
  if (added.length === 0) return;
  const raw = (await doc.fieldTree()).acroForm?.entries.get('Fields');
  const extended = extendArray(await doc.parts.store.array(raw), added.map(writeRef));
  const array = raw?.kind === 'ref' && (await doc.parts.store.array(raw)) !== undefined;
  if (array && !(await isAnnotationList(doc, raw))) revision.put({ num: raw.num, gen: raw.gen }, extended);
  else edits.set('Fields', extended);
};

/**
 * Lists new fields in the interactive form and says that signatures exist. /NeedAppearances goes: with it Acrobat
 * draws widgets anew and hides signatures.
 */
export const editForm = async (
  doc: PdfDocument,
  revision: RevisionBuilder,
  added: readonly ObjectRef[],
): Promise<void> => {
  const { rootRef, catalog, store } = doc.parts;
  const { acroForm } = await doc.fieldTree();
  if (acroForm === undefined) {
    const form = revision.add(`<</Fields[${added.map(writeRef).join(' ')}]/SigFlags ${SIG_FLAGS}>>`);
    revision.edit(rootRef, catalog).set('AcroForm', writeRef(form));
    return;
  }
  const edits: Edits = new Map();
  await extendFields(doc, revision, edits, added);
  const flags = (await store.number(acroForm.entries.get('SigFlags'))) ?? 0;
  if ((flags & SIG_FLAGS) !== SIG_FLAGS) edits.set('SigFlags', `${flags | SIG_FLAGS}`);
  if (acroForm.entries.has('NeedAppearances')) edits.set('NeedAppearances', null);
  if (edits.size === 0) return;
  const raw = catalog.entries.get('AcroForm');
  if (raw?.kind === 'ref') for (const [key, value] of edits) revision.edit(raw, acroForm).set(key, value);
  else revision.edit(rootRef, catalog).set('AcroForm', rewriteDict(acroForm, edits));
};

/** Names the certification signature in the catalogue's /Perms (12.8.4). */
export const editPerms = async (doc: PdfDocument, revision: RevisionBuilder, signature: ObjectRef): Promise<void> => {
  const { rootRef, catalog, store } = doc.parts;
  const raw = catalog.entries.get('Perms');
  const perms = await store.dict(raw);
  const named = writeRef(signature);
  if (perms === undefined) revision.edit(rootRef, catalog).set('Perms', latin1(`<</DocMDP ${named}>>`));
  else if (raw?.kind === 'ref') revision.edit(raw, perms).set('DocMDP', named);
  else revision.edit(rootRef, catalog).set('Perms', rewriteDict(perms, new Map([['DocMDP', named]])));
};
