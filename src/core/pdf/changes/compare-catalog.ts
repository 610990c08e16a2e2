import type { PdfDocument } from '../document/pdf-document';
import { isStream } from '../file/reader';
import type { PdfDict, PdfValue } from '../syntax/value';
import type { ChangeLog } from './change-log';
import { sameValue } from './same-value';

export const changedKeys = (a: PdfDict, b: PdfDict): string[] =>
  [...new Set([...a.entries.keys(), ...b.entries.keys()])].filter(
    (key) => !sameValue(a.entries.get(key), b.entries.get(key)),
  );

/** The security store: dictionaries and arrays of it may change, its streams are only ever added (EN 319 142-1 5.4.2). */
const explainStore = async (doc: PdfDocument, log: ChangeLog, dss: PdfValue | undefined): Promise<void> => {
  await log.explainAdded(dss, 'lta-updates', 'document security store');
  const waiting: { value: PdfValue | undefined; depth: number }[] = [{ value: dss, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (value?.kind === 'ref' && log.candidates.get(value.num) === 'changed') {
      const object = await doc.parts.store.load(value.num);
      if (object === undefined || isStream(object)) continue;
      log.explain(value.num, 'lta-updates', 'document security store');
      await log.explainAdded(object.value, 'lta-updates', 'document security store');
    }
    const resolved = await doc.parts.store.resolve(value);
    // DSS → VRI → one signature's dictionary → array.
    if (depth < 4 && resolved.kind === 'dict')
      for (const child of resolved.entries.values()) waiting.push({ value: child, depth: depth + 1 });
  }
};

/** An object that both revisions name by the same key, or that the later one adds. */
const explainNamed = async (
  log: ChangeLog,
  before: PdfValue | undefined,
  after: PdfValue | undefined,
  what: string,
): Promise<void> => {
  await log.explainAdded(after, 'lta-updates', what);
  if (before?.kind === 'ref' && sameValue(before, after)) log.explainValue(after, 'lta-updates', what);
};

const hadSignatures = async (doc: PdfDocument): Promise<boolean> =>
  (await doc.mustSignatureFields()).some((field) => field.signed);

/** Writers of long-term validation data raise /Version; it decides nothing about what a page shows (7.5.2). */
const isVersion = (catalog: PdfDict): boolean => {
  const version = catalog.entries.get('Version');
  return version?.kind === 'name' && /^[12]\.\d$/.test(version.value);
};

/** Document-level differences: catalogue keys, metadata, security store; the form and the pages come elsewhere. */
export const compareCatalog = async (earlier: PdfDocument, later: PdfDocument, log: ChangeLog): Promise<void> => {
  const root = later.parts.rootRef.num;
  const [a, b] = [earlier.parts.catalog, later.parts.catalog];
  // Some writers give the catalogue a new number with each update; it is compared key by key all the same.
  if (earlier.parts.rootRef.num !== root) log.explain(root, 'lta-updates', 'catalogue of another number');
  for (const key of changedKeys(a, b)) {
    if (key === 'DSS' || key === 'Extensions' || key === 'Metadata' || (key === 'Version' && isVersion(b)))
      log.explain(root, 'lta-updates', `catalogue /${key}`);
    else if (key === 'AcroForm') log.explain(root, 'form-filling', 'catalogue /AcroForm');
    else if (key === 'Perms' && !(await hadSignatures(earlier))) log.explain(root, 'form-filling', 'catalogue /Perms');
    else log.explain(root, 'other', `catalogue /${key}`);
  }
  await log.explainAdded(b.entries.get('Extensions'), 'lta-updates', 'catalogue /Extensions');
  await explainStore(later, log, b.entries.get('DSS'));
  await explainNamed(log, a.entries.get('Metadata'), b.entries.get('Metadata'), 'document metadata');
  const [infoA, infoB] = [earlier, later].map((doc) => doc.parts.chain.trailer.entries.get('Info'));
  await explainNamed(log, infoA, infoB, 'document information');
  const perms = b.entries.get('Perms');
  if (!(await hadSignatures(earlier))) await log.explainAdded(perms, 'form-filling', 'catalogue /Perms');
};
