import type { ObjectStore } from '../file/object-store';
import { stringBytes } from '../syntax/strings';
import type { PdfDict, PdfValue } from '../syntax/value';
import type { ByteRange, FieldLock, ObjectRef, SignatureValue } from '../types';
import { readFieldLock } from './field-lock';

const byteRangeOf = (numbers: readonly number[] | undefined): ByteRange | undefined =>
  numbers?.length === 4 && numbers.every((n) => Number.isSafeInteger(n) && n >= 0)
    ? (numbers as unknown as ByteRange)
    : undefined;

/** Parameters of the first signature reference with that transform method (ISO 32000-1 table 253). */
const transformOf = async (
  store: ObjectStore,
  dict: PdfDict,
  method: string,
): Promise<PdfDict['entries'] | undefined> => {
  const references = (await store.array(dict.entries.get('Reference')))?.items ?? [];
  for (const item of references.slice(0, 16)) {
    const reference = await store.dict(item);
    if ((await store.name(reference?.entries.get('TransformMethod'))) !== method) continue;
    return (await store.dict(reference?.entries.get('TransformParams')))?.entries ?? new Map();
  }
  return undefined;
};

/** P of a DocMDP signature reference, 2 when it is left out (table 254). */
const docMdpOf = async (store: ObjectStore, dict: PdfDict): Promise<1 | 2 | 3 | undefined> => {
  const parameters = await transformOf(store, dict, 'DocMDP');
  if (parameters === undefined) return undefined;
  const level = await store.number(parameters.get('P'));
  return level === 1 || level === 3 ? level : 2;
};

/** FieldMDP of the signature reference (table 253). */
const locksOf = async (store: ObjectStore, dict: PdfDict): Promise<FieldLock | undefined> => {
  const parameters = await transformOf(store, dict, 'FieldMDP');
  return parameters === undefined ? undefined : readFieldLock(store, parameters);
};

const contentsOf = (value: PdfValue) => {
  if (value.kind !== 'string') return { contents: new Uint8Array(0), contentsStart: undefined, contentsEnd: undefined };
  const offset = value.chunk.fileOffset;
  return {
    contents: stringBytes(value),
    contentsStart: offset === undefined ? undefined : offset + value.start,
    contentsEnd: offset === undefined ? undefined : offset + value.end,
  };
};

/** A chain has a handful. */
const MAX_CERTIFICATES = 16;

/** /Cert: one byte string, or an array of them. */
const certificatesOf = async (store: ObjectStore, entry: PdfValue | undefined): Promise<Uint8Array[]> => {
  const value = await store.resolve(entry);
  const items = value.kind === 'array' ? value.items.slice(0, MAX_CERTIFICATES) : [value];
  const strings = await Promise.all(items.map((item) => store.resolve(item)));
  return strings.flatMap((item) => (item.kind === 'string' ? [stringBytes(item)] : []));
};

/** The object number that /Perms /DocMDP of the catalogue names (12.8.4). */
export const certificationRef = async (store: ObjectStore, catalog: PdfDict): Promise<ObjectRef | undefined> => {
  const perms = await store.dict(catalog.entries.get('Perms'));
  const ref = perms?.entries.get('DocMDP');
  return ref?.kind === 'ref' ? { num: ref.num, gen: ref.gen } : undefined;
};

/** Reads a signature dictionary as it stands; nothing in it is believed here. */
export const readSignatureValue = async (
  store: ObjectStore,
  value: PdfValue,
  dict: PdfDict,
  certification: ObjectRef | undefined,
): Promise<SignatureValue> => {
  const entry = (key: string): PdfValue | undefined => dict.entries.get(key);
  // Decoded for every field that names it.
  const contents = await store.resolve(entry('Contents'));
  store.spend(contents.end - contents.start);
  const ref = value.kind === 'ref' ? { num: value.num, gen: value.gen } : undefined;
  return {
    ref,
    type: (await store.name(entry('Type'))) === 'DocTimeStamp' ? 'DocTimeStamp' : 'Sig',
    filter: await store.name(entry('Filter')),
    subFilter: await store.name(entry('SubFilter')),
    byteRange: byteRangeOf(await store.numbers(entry('ByteRange'))),
    certificates: await certificatesOf(store, entry('Cert')),
    ...contentsOf(contents),
    m: await store.text(entry('M')),
    name: await store.text(entry('Name')),
    reason: await store.text(entry('Reason')),
    location: await store.text(entry('Location')),
    docMdp: await docMdpOf(store, dict),
    locks: await locksOf(store, dict),
    certifies: ref !== undefined && certification?.num === ref.num,
  };
};
