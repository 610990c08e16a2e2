import { attemptAsync, type Result } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import { isStream } from '../file/reader';
import type { ChangeKind, ChangeReport, ObjectChange } from '../types';
import { findCandidates } from './candidates';
import { ChangeLog, worse } from './change-log';
import { compareCatalog } from './compare-catalog';
import { compareForm } from './compare-form';
import { comparePages } from './compare-pages';
import { contentObjects, reachableObjects, signedObjects } from './protected-objects';

/** Cross-reference streams and object streams carry no meaning of their own. */
const explainStructure = async (later: PdfDocument, log: ChangeLog): Promise<void> => {
  for (const [num, how] of log.candidates) {
    if (how !== 'added') continue;
    const object = await later.parts.store.load(num);
    if (object === undefined || !isStream(object)) continue;
    const type = await later.parts.store.name(object.value.entries.get('Type'));
    if (type === 'XRef' || type === 'ObjStm') log.explain(num, 'none', 'cross-reference or object stream');
  }
};

/** What pages and finished signatures are made of must not change, whatever else the object is used for. */
const explainProtected = async (earlier: PdfDocument, later: PdfDocument, log: ChangeLog): Promise<void> => {
  const signed = await signedObjects(earlier);
  const content = await contentObjects(later);
  for (const num of log.candidates.keys()) {
    if (signed.has(num)) log.explain(num, 'other', 'part of a signature made before');
    if (content.has(num)) log.explain(num, 'other', 'page content');
  }
};

/** Objects that nothing leads to any more, such as an appearance or a security store that was replaced since. */
const explainUnused = async (later: PdfDocument, log: ChangeLog): Promise<void> => {
  const open = [...log.candidates].filter(([num, how]) => how !== 'freed' && !log.isExplained(num));
  if (open.length === 0) return;
  const reachable = await reachableObjects(later);
  for (const [num] of open) if (!reachable.has(num)) log.explain(num, 'none', 'unused object');
};

const buildsOn = (earlier: PdfDocument, later: PdfDocument): boolean =>
  later.parts.chain.sections.some((section) => section.offset === earlier.parts.startxref);

const describe = async (earlier: PdfDocument, later: PdfDocument): Promise<ChangeReport> => {
  const log = new ChangeLog(await findCandidates(earlier, later), later.parts.store);
  if (log.candidates.size === 0 && earlier.source.size === later.source.size)
    return { kind: 'none', changes: [], filledSignatures: [], newSignatureFields: [], remarks: [] };
  await explainStructure(later, log);
  await compareCatalog(earlier, later, log);
  const both = { earlier, later, log };
  const form = await compareForm(both);
  await comparePages(both, form);
  await explainUnused(later, log);
  await explainProtected(earlier, later, log);
  const changes: ObjectChange[] = log.report();
  const apart = !buildsOn(earlier, later) || later.pageCount !== earlier.pageCount || later.bytesAfterEof > 0;
  const start: ChangeKind = apart ? 'other' : 'none';
  return {
    kind: changes.reduce<ChangeKind>((kind, change) => worse(kind, change.level), start),
    changes,
    filledSignatures: form.filled,
    newSignatureFields: form.added,
    remarks: log.remarked(),
  };
};

/**
 * What a later state of a file changed against a signed revision of it. `earlier` is the document opened from the
 * bytes that the signature covers (`prefixAccess`), `later` the whole file. The levels are those of DocMDP: P=1 allows
 * `lta-updates`, P=2 also `form-filling`, P=3 also `annotations`; `other` is never allowed. An object that nothing
 * explains is `other`. Errors: PDF_DAMAGED and the like when an object cannot be read, PDF_TOO_LARGE.
 */
export const describeChanges = (earlier: PdfDocument, later: PdfDocument): Promise<Result<ChangeReport>> =>
  attemptAsync(() => describe(earlier, later));
