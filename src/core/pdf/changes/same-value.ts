import { equal } from '../../base';
import type { ObjectStore } from '../file/object-store';
import { type IndirectObject, isStream } from '../file/reader';
import { stringBytes } from '../syntax/strings';
import type { PdfValue } from '../syntax/value';

const sameEntries = (a: ReadonlyMap<string, PdfValue>, b: ReadonlyMap<string, PdfValue>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameValue(value, b.get(key)));

/** Whether two values mean the same; references are the same when they name the same object. */
export const sameValue = (a: PdfValue | undefined, b: PdfValue | undefined): boolean => {
  if (a === undefined || b === undefined) return (a ?? b)?.kind === undefined || (a ?? b)?.kind === 'null';
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'ref':
      return b.kind === 'ref' && a.num === b.num && a.gen === b.gen;
    case 'string':
      return b.kind === 'string' && equal(stringBytes(a), stringBytes(b));
    case 'array':
      return (
        b.kind === 'array' && a.items.length === b.items.length && a.items.every((x, i) => sameValue(x, b.items[i]))
      );
    case 'dict':
      return b.kind === 'dict' && sameEntries(a.entries, b.entries);
    default:
      return b.kind === a.kind && a.value === b.value;
  }
};

/** Whether an object of two revisions is the same, stream data included. */
export const sameObject = async (
  a: IndirectObject,
  aStore: ObjectStore,
  b: IndirectObject,
  bStore: ObjectStore,
): Promise<boolean> => {
  if (isStream(a) !== isStream(b) || a.gen !== b.gen || !sameValue(a.value, b.value)) return false;
  return !isStream(a) || !isStream(b) || equal(await aStore.rawStream(a), await bStore.rawStream(b));
};
