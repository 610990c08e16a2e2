import type { ObjectStore } from '../file/object-store';
import type { PdfDict, PdfValue } from '../syntax/value';

const MAX_GROUPS = 10_000;

/** Object numbers of the layers that a reader does not show when it opens the file (ISO 32000-1 8.11.4.3). */
export const hiddenLayers = async (store: ObjectStore, catalog: PdfDict): Promise<ReadonlySet<number>> => {
  const properties = await store.dict(catalog.entries.get('OCProperties'));
  const configuration = await store.dict(properties?.entries.get('D'));
  const listed = async (dict: PdfDict | undefined, key: string): Promise<number[]> => {
    const items = (await store.array(dict?.entries.get(key)))?.items.slice(0, MAX_GROUPS) ?? [];
    return items.flatMap((item) => (item.kind === 'ref' ? [item.num] : []));
  };
  const isAllOff = (await store.name(configuration?.entries.get('BaseState'))) === 'OFF';
  const hidden = new Set(isAllOff ? await listed(properties, 'OCGs') : []);
  for (const num of await listed(configuration, 'ON')) hidden.delete(num);
  for (const num of await listed(configuration, 'OFF')) hidden.add(num);
  return hidden;
};

/** Whether content of this layer, or membership of layers (table 99: AnyOn and AllOn), is hidden. */
export const isHidden = async (
  store: ObjectStore,
  value: PdfValue | undefined,
  hidden: ReadonlySet<number>,
): Promise<boolean> => {
  if (hidden.size === 0 || value === undefined) return false;
  if (value.kind === 'ref' && hidden.has(value.num)) return true;
  const dict = await store.dict(value);
  if ((await store.name(dict?.entries.get('Type'))) !== 'OCMD') return false;
  const groups = dict?.entries.get('OCGs');
  const members = (await store.array(groups))?.items ?? (groups === undefined ? [] : [groups]);
  const off = members.filter((item) => item.kind === 'ref' && hidden.has(item.num));
  const policy = (await store.name(dict?.entries.get('P'))) ?? 'AnyOn';
  if (policy === 'AllOn') return off.length > 0;
  return policy === 'AnyOn' && members.length > 0 && off.length === members.length;
};
