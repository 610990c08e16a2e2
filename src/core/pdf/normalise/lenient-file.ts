import { type RandomAccess, Refusal } from '../../base';
import { ObjectStore } from '../file/object-store';
import { readXrefChain } from '../file/xref-chain';
import type { PdfDict } from '../syntax/value';
import type { PdfPorts } from '../types';
import { bodyOf, type FileBody, headerOffset } from './file-body';
import { indexFaults } from './index-faults';
import type { NormaliseReason } from './normalise-reasons';
import { rebuildIndex } from './rebuild-index';

/** A file that could be read, whatever its index is like. */
export interface LenientFile {
  readonly store: ObjectStore;
  readonly trailer: PdfDict;
  readonly reasons: ReadonlySet<NormaliseReason>;
  readonly rebuilt: boolean;
}

const requireCatalogue = async (file: LenientFile): Promise<LenientFile> => {
  const root = file.trailer.entries.get('Root');
  if (root?.kind !== 'ref' || (await file.store.dict(root)) === undefined)
    throw new Refusal('PDF_DAMAGED', 'no catalogue');
  return file;
};

const byItsIndex = async (body: FileBody, ports: PdfPorts, reasons: Set<NormaliseReason>): Promise<LenientFile> => {
  const chain = await readXrefChain(body.source, ports.inflate, body.startxref);
  const store = new ObjectStore(body.source, ports.inflate, chain.entries);
  const all = new Set([...reasons, ...indexFaults(chain)]);
  return requireCatalogue({ store, trailer: chain.trailer, reasons: all, rebuilt: false });
};

/** The file by the objects themselves: {@link rebuildIndex}. */
export const openByObjects = async (source: RandomAccess, ports: PdfPorts): Promise<LenientFile> => {
  const reasons = new Set<NormaliseReason>();
  const body = await bodyOf(source, await headerOffset(source, reasons), reasons);
  const { entries, trailer } = await rebuildIndex(body.source, ports.inflate);
  const store = new ObjectStore(body.source, ports.inflate, entries);
  return requireCatalogue({ store, trailer, reasons: reasons.add('faulty-index'), rebuilt: true });
};

const orDamaged = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'PDF_DAMAGED') return undefined;
    throw error;
  }
};

/**
 * The file by its index, with offsets counted from its header or from its start; where neither leads anywhere, by its
 * objects. PDF_NOT_A_PDF, PDF_JUNK_BEFORE_HEADER, PDF_BYTES_AFTER_EOF, PDF_TRUNCATED, PDF_DAMAGED, PDF_ENCRYPTED, …
 */
export const openLeniently = async (source: RandomAccess, ports: PdfPorts): Promise<LenientFile> => {
  const reasons = new Set<NormaliseReason>();
  const header = await headerOffset(source, reasons);
  for (const offset of new Set([header, 0])) {
    const file = await orDamaged(byItsIndex(await bodyOf(source, offset, reasons), ports, reasons));
    if (file !== undefined) return file;
  }
  return openByObjects(source, ports);
};
