import type { ObjectStore } from '../file/object-store';
import type { PdfDict } from '../syntax/value';
import type { Rect, SignatureField } from '../types';
import { readFieldLock } from './field-lock';
import type { FieldNode, FieldTree, Widget } from './field-tree';
import { boxOfRect, describePage, normalRect } from './page-geometry';
import type { PageTree } from './page-tree';
import { certificationRef, readSignatureValue } from './signature-value';

const NO_RECT: Rect = [0, 0, 0, 0];

/** The page that shows a widget: /P, or the page whose /Annots lists it. */
export const pageOfWidget = async (pages: PageTree, widget: Widget): Promise<number | undefined> => {
  const parent = widget.dict.entries.get('P');
  const named = parent?.kind === 'ref' ? await pages.indexOf(parent.num) : undefined;
  return named ?? pages.listing(widget.ref.num);
};

const placeOf = async (store: ObjectStore, pages: PageTree, widget: Widget | undefined) => {
  const rect = normalRect(await store.numbers(widget?.dict.entries.get('Rect'))) ?? NO_RECT;
  const page = widget === undefined ? undefined : await pageOfWidget(pages, widget);
  const node = page === undefined ? undefined : await pages.at(page);
  const box = node === undefined ? undefined : boxOfRect(await describePage(store, node, page as number), rect);
  return { page, rect, box };
};

/** /Lock of the field (ISO 32000-2 table 236): what is locked once it is signed, and P, the level in force from then on. */
const lockOf = async (store: ObjectStore, field: FieldNode) => {
  const dict = await store.dict(field.dict.entries.get('Lock'));
  if (dict === undefined) return {};
  const level = await store.number(dict.entries.get('P'));
  const lock = await readFieldLock(store, dict.entries);
  return { lock, ...((level === 1 || level === 2 || level === 3) && { lockLevel: level }) } as const;
};

/** Signature fields with their values, in tree order. */
export const listSignatureFields = async (
  store: ObjectStore,
  pages: PageTree,
  catalog: PdfDict,
  tree: FieldTree,
): Promise<SignatureField[]> => {
  const certification = await certificationRef(store, catalog);
  const describe = async (field: FieldNode): Promise<SignatureField> => {
    const raw = field.dict.entries.get('V');
    const dict = await store.dict(raw);
    const value =
      raw === undefined || dict === undefined ? undefined : await readSignatureValue(store, raw, dict, certification);
    return {
      name: field.name,
      ref: { num: field.ref.num, gen: field.ref.gen },
      ...(await placeOf(store, pages, field.widgets[0])),
      signed: value !== undefined,
      value,
      ...(await lockOf(store, field)),
    };
  };
  const out: SignatureField[] = [];
  for (const field of tree.fields) if (field.type === 'Sig' && field.terminal) out.push(await describe(field));
  return out;
};
