import { attemptAsync, Refusal, type Result } from '../../base';
import { isLocked } from '../document/field-lock';
import { boxOfRect, mustPlace, normalRect } from '../document/page-geometry';
import type { PdfDocument } from '../document/pdf-document';
import { writeNumbers, writeRef, writeStream, writeText } from '../syntax/write';
import type { Appended, NewSeamSeal, NewSignatureField, ObjectRef, PdfPage, RevisionPorts } from '../types';
import { addToPage } from './annotations-edit';
import { requireSignable } from './check-signable';
import { editForm } from './form-edit';
import { RevisionBuilder } from './revision-builder';
import { addSeamSeal } from './seam-seal';

/** Print | Locked (ISO 32000-1 table 165). */
export const WIDGET_FLAGS = 132;

/**
 * Names of the whole field tree, with every ancestor: "patient" and "patient.name" collide too, because a field
 * cannot be both a signature and a parent.
 */
const requireFreeNames = async (doc: PdfDocument, fields: readonly NewSignatureField[]): Promise<void> => {
  const taken = new Set((await doc.fieldTree()).fields.map((field) => field.name));
  for (const name of [...taken])
    for (let i = name.indexOf('.'); i >= 0; i = name.indexOf('.', i + 1)) taken.add(name.slice(0, i));
  for (const { name } of fields) {
    if (name === '' || name.includes('.') || name.length > 127) throw new Refusal('PDF_FIELD_NAME_INVALID');
    if (taken.has(name)) throw new Refusal('PDF_FIELD_NAME_TAKEN', name);
    taken.add(name);
  }
};

/** No level of certification allows new fields, P=3 allows annotations that are none (table 254). */
const requireNewFieldsAllowed = async (doc: PdfDocument, added: readonly NewSignatureField[]): Promise<void> => {
  const fields = await doc.mustSignatureFields();
  const certified = fields.find((field) => field.value?.docMdp !== undefined);
  if (certified !== undefined) throw new Refusal('PDF_CERTIFIED_NO_CHANGES', `P ${certified.value?.docMdp}, new field`);
  const locked = added.find(({ name }) => isLocked(name, fields));
  if (locked !== undefined) throw new Refusal('PDF_CERTIFIED_NO_CHANGES', `FieldMDP, ${locked.name}`);
};

/** An empty appearance, so that viewers draw nothing of their own and PDF/A finds /AP. */
const emptyAppearance = (revision: RevisionBuilder, width: number, height: number): ObjectRef =>
  revision.add(
    writeStream(
      `/Type/XObject/Subtype/Form/BBox[0 0 ${writeNumbers([width, height])}]/Resources<<>>`,
      new Uint8Array(0),
    ),
  );

const widgetOf = (revision: RevisionBuilder, page: PdfPage, field: NewSignatureField): string => {
  const rect = normalRect(field.rect);
  if (rect === undefined) throw new Refusal('PDF_PLACE_OUTSIDE_PAGE', 'rect');
  mustPlace(page, boxOfRect(page, rect));
  const appearance = emptyAppearance(revision, rect[2] - rect[0], rect[3] - rect[1]);
  const tooltip = field.tooltip === undefined ? '' : `/TU${writeText(field.tooltip)}`;
  return (
    `<</Type/Annot/Subtype/Widget/FT/Sig/T${writeText(field.name)}${tooltip}/F ${WIDGET_FLAGS}` +
    `/Rect[${writeNumbers(rect)}]/P ${writeRef(page.ref)}/AP<</N ${writeRef(appearance)}>>>>`
  );
};

const build = async (
  doc: PdfDocument,
  fields: readonly NewSignatureField[],
  ports: RevisionPorts,
  seam: NewSeamSeal | undefined,
): Promise<Appended> => {
  await requireSignable(doc);
  await requireFreeNames(doc, fields);
  if (fields.length === 0 && seam === undefined) return { tail: new Uint8Array(0), size: doc.source.size };
  if (fields.length > 0) await requireNewFieldsAllowed(doc, fields);
  const revision = new RevisionBuilder(doc);
  const stamps = seam === undefined ? [] : await addSeamSeal(doc, revision, seam, ports.deflate);
  const byPage = new Map([...stamps].map(([page, stamp]) => [page, [stamp]]));
  const added: ObjectRef[] = [];
  for (const field of fields) {
    const page = await doc.mustPage(field.page);
    const ref = revision.add(widgetOf(revision, page, field));
    added.push(ref);
    byPage.set(field.page, [...(byPage.get(field.page) ?? []), ref]);
  }
  for (const [page, widgets] of byPage) await addToPage(doc, revision, page, widgets);
  if (added.length > 0) await editForm(doc, revision, added);
  const { tail } = await revision.finish(ports);
  return { tail, size: doc.source.size + tail.length };
};

/**
 * Adds empty signature fields with their widgets, and a seam seal where one is wanted, all in one revision: after the
 * first (certifying) signature none of this may be added any more. Nothing to add gives an empty tail.
 * Errors: those of checkSignable, PDF_FIELD_NAME_TAKEN, PDF_FIELD_NAME_INVALID, PDF_PAGE_NOT_FOUND,
 * PDF_PLACE_OUTSIDE_PAGE, PDF_SEAM_ONE_PAGE, PDF_DAMAGED. Source: ISO 32000-1 12.7.4.5, 12.5.6.12, 12.5.6.19.
 */
export const addSignatureFields = (
  doc: PdfDocument,
  fields: readonly NewSignatureField[],
  ports: RevisionPorts,
  seam?: NewSeamSeal,
): Promise<Result<Appended>> => attemptAsync(() => build(doc, fields, ports, seam));
