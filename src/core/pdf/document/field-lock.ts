import type { ObjectStore } from '../file/object-store';
import type { PdfDict } from '../syntax/value';
import type { FieldLock, SignatureField } from '../types';

const MAX_LOCKED = 20_000;

/** Table 256 and 233; an action that is none of the three locks everything, as do names that cannot be read. */
export const readFieldLock = async (store: ObjectStore, entries: PdfDict['entries']): Promise<FieldLock> => {
  const action = await store.name(entries.get('Action'));
  const fields: string[] = [];
  for (const item of (await store.array(entries.get('Fields')))?.items ?? []) {
    const name = await store.text(item);
    if (name === undefined || fields.length >= MAX_LOCKED) return { action: 'All', fields: [] };
    fields.push(name);
  }
  return action === 'Include' || action === 'Exclude' ? { action, fields } : { action: 'All', fields: [] };
};

/** Whether the name, or a node above it, is among the names. */
const isBelow = (names: ReadonlySet<string>, name: string): boolean => {
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1))
    if (names.has(name.slice(0, end))) return true;
  return false;
};

const locksOf = ({ value, lock }: SignatureField): FieldLock[] =>
  value === undefined ? [] : [value.locks, lock].filter((one): one is FieldLock => one !== undefined);

/**
 * Which fields these signatures lock: by a FieldMDP transform of a signature, and by the /Lock of a field that is
 * signed, whether or not its signer copied it into the signature as ISO 32000-2 12.8.2.4 asks.
 */
export const lockOf = (signatures: readonly SignatureField[]): ((name: string) => boolean) => {
  const locks = signatures.flatMap(locksOf).map(({ action, fields }) => ({ action, names: new Set(fields) }));
  return (name) =>
    locks.some(({ action, names }) => action === 'All' || isBelow(names, name) === (action === 'Include'));
};

/** Whether one of these signatures locks the field of that name. */
export const isLocked = (name: string, signatures: readonly SignatureField[]): boolean => lockOf(signatures)(name);
