import type { Anchor, SeamSeal } from '../../contracts/api';
import { err, ok, type RandomAccess, type Result } from '../../core/base';
import {
  type Appended,
  addSignatureFields,
  type Box,
  checkSignable,
  type NewSeamSeal,
  type NewSignatureField,
  openPdf,
  type PdfDocument,
  type PreparedContent,
  preparedContent,
  type SignatureField,
} from '../../core/pdf';
import { validateForm } from './judge-file';
import type { SealingPorts, SealingTrust } from './ports';
import { seamDrawing } from './seam-drawing';
import { pagesFromZero, placeOfAnchor, type SlotPlace } from './slot-place';

export interface SlotToPlace {
  readonly slot: number;
  readonly anchor: Anchor;
  /** Read to people by assistive technology, e.g. the capacity's words. */
  readonly tooltip?: string;
}

/** Where a slot's field lies in the working file; kept in the journal. */
export interface PlacedField {
  readonly slot: number;
  readonly fieldName: string;
  /** From 0. */
  readonly page: number;
  /** As displayed, points from the top left. */
  readonly box: Box;
}

export interface FieldRevision {
  readonly pageCount: number;
  readonly fields: readonly PlacedField[];
  /** Bytes to append; absent when every slot uses a field that the form already has and no seal goes over its seam. */
  readonly appended?: Appended;
  /** The first signature certifies (DocMDP P=2), unless the form came with signatures of its own. */
  readonly mayCertify: boolean;
}

/**
 * What a form must not hold ready. Layers that are off are not among it: printed watermarks are made so, and to switch one
 * later is a change that every validator sees.
 */
const BARRED: readonly PreparedContent[] = ['scripts', 'hidden-fields', 'unreferenced-pages'];

async function requireUnprepared(doc: PdfDocument): Promise<Result<void>> {
  const found = await preparedContent(doc);
  if (!found.ok) return found;
  const barred = found.value.filter((kind) => BARRED.includes(kind));
  return barred.length === 0 ? ok(undefined) : err('PDF_PREPARED_CONTENT', barred.join(', '));
}

const FIELD_PREFIX = 'InkWitnessSigner';

/** What the form came with must hold: a broken signature under a new one would be vouched for by nobody. */
async function checkExisting(source: RandomAccess, ports: SealingPorts, trust: SealingTrust): Promise<Result<void>> {
  const report = await validateForm(source, ports, trust);
  if (!report.ok) return report;
  const broken = report.value.signatures.filter((signature) => signature.verdict === 'TOTAL-FAILED').length;
  return broken === 0 ? ok(undefined) : err('PDF_SIGNATURE_BROKEN', `${broken} of ${report.value.signatures.length}`);
}

async function placesOf(
  doc: PdfDocument,
  slots: readonly SlotToPlace[],
  existing: readonly SignatureField[],
): Promise<Result<SlotPlace[]>> {
  const places: SlotPlace[] = [];
  for (const { anchor } of slots) {
    const place = await placeOfAnchor(doc, anchor, existing);
    if (!place.ok) return place;
    places.push(place.value);
  }
  return ok(places);
}

function freeName(slot: number, taken: ReadonlySet<string>): string {
  for (let suffix = 0; ; suffix++) {
    const name = `${FIELD_PREFIX}${slot + 1}${suffix === 0 ? '' : `x${suffix}`}`;
    if (!taken.has(name)) return name;
  }
}

async function seamOf(
  doc: PdfDocument,
  seam: SeamSeal | undefined,
  ports: SealingPorts,
): Promise<Result<NewSeamSeal | undefined>> {
  if (seam === undefined) return ok(undefined);
  const drawing = await seamDrawing(seam, ports);
  if (!drawing.ok) return drawing;
  const pages = pagesFromZero(doc, seam.pages ?? { from: 1 });
  return ok({ drawing: drawing.value, pages, height: seam.height });
}

/**
 * The one revision before signature 1 that adds the fields of all slots, and the seam seal. Refuses what cannot be signed, leaving nothing
 * behind: PDF_* of core/pdf, PDF_PREPARED_CONTENT for what could be shown
 * later, PDF_SIGNATURE_BROKEN for a form whose own signatures do not verify.
 */
export async function prepareFieldRevision(
  source: RandomAccess,
  slots: readonly SlotToPlace[],
  ports: SealingPorts,
  trust: SealingTrust,
  seamSeal?: SeamSeal,
): Promise<Result<FieldRevision>> {
  const doc = await openPdf(source, ports);
  if (!doc.ok) return doc;
  const signable = await checkSignable(doc.value);
  if (!signable.ok) return signable;
  const unprepared = await requireUnprepared(doc.value);
  if (!unprepared.ok) return unprepared;
  const existing = await doc.value.signatureFields();
  if (!existing.ok) return existing;
  const isSigned = existing.value.some((field) => field.signed);
  if (isSigned) {
    const holds = await checkExisting(source, ports, trust);
    if (!holds.ok) return holds;
  }
  const places = await placesOf(doc.value, slots, existing.value);
  if (!places.ok) return places;
  const taken = new Set((await doc.value.fieldTree()).fields.map((field) => field.name));
  const fields: PlacedField[] = [];
  const added: NewSignatureField[] = [];
  slots.forEach((slot, index) => {
    const { page, rect, box, existingField } = places.value[index] as SlotPlace;
    const fieldName = existingField ?? freeName(slot.slot, taken);
    taken.add(fieldName);
    fields.push({ slot: slot.slot, fieldName, page, box });
    const tooltip = slot.tooltip === undefined ? {} : { tooltip: slot.tooltip };
    if (existingField === undefined) added.push({ name: fieldName, page, rect, ...tooltip });
  });
  const facts = { pageCount: doc.value.pageCount, fields, mayCertify: !isSigned };
  const seam = await seamOf(doc.value, seamSeal, ports);
  if (!seam.ok) return seam;
  if (added.length === 0 && seam.value === undefined) return ok(facts);
  const appended = await addSignatureFields(doc.value, added, ports, seam.value);
  return appended.ok ? ok({ ...facts, appended: appended.value }) : appended;
}
