import { Refusal } from '../../base';
import type { ObjectStore } from '../file/object-store';
import type { PdfDict, PdfRef, PdfValue } from '../syntax/value';

const MAX_NODES = 20_000;
const MAX_DEPTH = 32;
/** Characters of all names together: a name holds those above it. */
const MAX_NAMES = 8 << 20;

export interface Widget {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
}

/** A node of the field tree that has a name of its own (ISO 32000-1 12.7.3). */
export interface FieldNode {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly name: string;
  /** /FT, own or inherited. */
  readonly type: string | undefined;
  /** Widgets of a terminal field: itself when merged, or its kids without /T. */
  readonly widgets: readonly Widget[];
  readonly terminal: boolean;
}

/** The interactive form: its dictionary and every named field, in tree order. */
export interface FieldTree {
  readonly acroForm: PdfDict | undefined;
  readonly fields: readonly FieldNode[];
}

interface Walk {
  readonly store: ObjectStore;
  readonly fields: FieldNode[];
  readonly seen: Set<number>;
  kids: number;
  nameLength: number;
}

interface Inherited {
  readonly prefix: string;
  readonly type: string | undefined;
  readonly depth: number;
}

const isWidget = (dict: PdfDict): boolean => dict.entries.has('Rect') || dict.entries.has('Subtype');

/** Kids that are fields themselves have /T; the others are widgets of their parent (12.7.3.1). */
const splitKids = async (store: ObjectStore, kids: readonly PdfValue[]) => {
  const named: PdfRef[] = [];
  const widgets: Widget[] = [];
  for (const kid of kids) {
    const dict = await store.dict(kid);
    if (dict === undefined || kid.kind !== 'ref') continue;
    if (dict.entries.has('T')) named.push(kid);
    else widgets.push({ ref: kid, dict });
  }
  return { named, widgets };
};

const visit = async (walk: Walk, value: PdfValue, above: Inherited): Promise<void> => {
  if (above.depth > MAX_DEPTH) throw new Refusal('PDF_TOO_DEEP', 'field tree');
  if (value.kind !== 'ref') return;
  if (walk.seen.has(value.num)) return;
  walk.seen.add(value.num);
  if (walk.seen.size > MAX_NODES) throw new Refusal('PDF_TOO_LARGE', 'fields');
  const dict = await walk.store.dict(value);
  if (dict === undefined) return;
  const partial = await walk.store.text(dict.entries.get('T'));
  const name = partial === undefined ? above.prefix : above.prefix === '' ? partial : `${above.prefix}.${partial}`;
  const type = (await walk.store.name(dict.entries.get('FT'))) ?? above.type;
  const kids = (await walk.store.array(dict.entries.get('Kids')))?.items ?? [];
  walk.kids += kids.length;
  walk.nameLength += name.length;
  if (walk.nameLength > MAX_NAMES) throw new Refusal('PDF_TOO_LARGE', 'names of fields');
  if (walk.kids > MAX_NODES) throw new Refusal('PDF_TOO_LARGE', 'fields and widgets');
  const { named, widgets } = await splitKids(walk.store, kids);
  const own = widgets.length === 0 && isWidget(dict) ? [{ ref: value, dict }] : widgets;
  walk.fields.push({ ref: value, dict, name, type, widgets: own, terminal: named.length === 0 });
  for (const kid of named) await visit(walk, kid, { prefix: name, type, depth: above.depth + 1 });
};

/** Walks /AcroForm /Fields of the catalogue. */
export const readFieldTree = async (store: ObjectStore, catalog: PdfDict): Promise<FieldTree> => {
  const acroForm = await store.dict(catalog.entries.get('AcroForm'));
  const walk: Walk = { store, fields: [], seen: new Set(), kids: 0, nameLength: 0 };
  const roots = acroForm === undefined ? undefined : await store.array(acroForm.entries.get('Fields'));
  for (const root of roots?.items ?? []) await visit(walk, root, { prefix: '', type: undefined, depth: 0 });
  return { acroForm, fields: walk.fields };
};
