import { attemptAsync, equal, Refusal, type Result } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import type { PdfDict } from '../syntax/value';
import { extendArray, rewriteDict, writeRef, writeStream } from '../syntax/write';
import type { Appended, RevisionPorts, SecurityStore } from '../types';
import { requireSignable } from './check-signable';
import { RevisionBuilder } from './revision-builder';

/** Entries of the DSS dictionary (EN 319 142-1 5.4.2.2, table 1; ISO 32000-2 table 261). */
const KEYS = { certificates: 'Certs', crls: 'CRLs', ocsps: 'OCSPs' } as const;
const KINDS = Object.keys(KEYS) as (keyof SecurityStore)[];

const MAX_ITEMS = 512;
const MAX_ITEM_BYTES = 16 << 20;
const MAX_TOTAL_BYTES = 64 << 20;

const storeOf = (doc: PdfDocument): Promise<PdfDict | undefined> =>
  doc.parts.store.dict(doc.parts.catalog.entries.get('DSS'));

const read = async (doc: PdfDocument): Promise<SecurityStore> => {
  const { store } = doc.parts;
  const dss = await storeOf(doc);
  const found: Record<keyof SecurityStore, Uint8Array[]> = { certificates: [], crls: [], ocsps: [] };
  let left = MAX_TOTAL_BYTES;
  for (const kind of KINDS) {
    const items = (await store.array(dss?.entries.get(KEYS[kind])))?.items ?? [];
    if (items.length > MAX_ITEMS) throw new Refusal('PDF_TOO_LARGE', `DSS /${KEYS[kind]}`);
    for (const item of items) {
      const stream = await store.stream(item);
      if (stream === undefined) continue;
      const data = await store.streamData(stream, MAX_ITEM_BYTES);
      left -= data.length;
      if (left < 0) throw new Refusal('PDF_TOO_LARGE', 'DSS');
      found[kind].push(data);
    }
  }
  return found;
};

/** The document security store of a file; all empty where there is none. Nothing in it is verified. Codes: PDF_*. */
export const readSecurityStore = (doc: PdfDocument): Promise<Result<SecurityStore>> => attemptAsync(() => read(doc));

/** What is wanted and not there yet, each once. */
const missing = (wanted: readonly Uint8Array[], there: readonly Uint8Array[]): Uint8Array[] => {
  const out: Uint8Array[] = [];
  for (const one of wanted) if (![...there, ...out].some((known) => equal(known, one))) out.push(one);
  return out;
};

const add = async (doc: PdfDocument, wanted: SecurityStore, ports: RevisionPorts): Promise<Appended> => {
  await requireSignable(doc);
  const there = await read(doc);
  const revision = new RevisionBuilder(doc);
  const dss = await storeOf(doc);
  const edits = new Map<string, Uint8Array>();
  for (const kind of KINDS) {
    const fresh = missing(wanted[kind], there[kind]);
    if (fresh.length === 0) continue;
    const refs = fresh.map((data) => writeRef(revision.add(writeStream('', data))));
    const array = await doc.parts.store.array(dss?.entries.get(KEYS[kind]));
    if ((array?.items.length ?? 0) + refs.length > MAX_ITEMS) throw new Refusal('PDF_TOO_LARGE', 'DSS');
    edits.set(KEYS[kind], extendArray(array, refs));
  }
  if (edits.size === 0) return { tail: new Uint8Array(0), size: doc.source.size };
  const { catalog, rootRef } = doc.parts;
  const raw = catalog.entries.get('DSS');
  if (dss !== undefined && raw?.kind === 'ref')
    for (const [key, value] of edits) revision.edit(raw, dss).set(key, value);
  else {
    const fresh = rewriteDict(
      dss ?? { kind: 'dict', entries: new Map(), chunk: catalog.chunk, start: 0, end: 0 },
      edits,
    );
    revision.edit(rootRef, catalog).set('DSS', writeRef(revision.add(fresh)));
  }
  const { tail } = await revision.finish(ports);
  return { tail, size: doc.source.size + tail.length };
};

/**
 * Appends a revision with certificates, CRLs and OCSP responses (DER) in the document security store (EN 319 142-1
 * 5.4.2). What the store holds stays; what it holds already is not written again; nothing new gives an empty tail. No
 * /VRI, which is optional. Errors: those of checkSignable, PDF_TOO_LARGE, PDF_DAMAGED.
 */
export const addDss = (doc: PdfDocument, wanted: SecurityStore, ports: RevisionPorts): Promise<Result<Appended>> =>
  attemptAsync(() => add(doc, wanted, ports));
