import { openPdf, type PdfDocument, prefixAccess, type SignatureField } from '../pdf';
import { failed } from './reasons';
import type { Reason, ValidationOptions } from './types';

/** The file as it was when a signature was made. */
export interface SignedRevision {
  readonly document: PdfDocument;
  /** The same field as the signed revision itself shows it. */
  readonly field: SignatureField;
  /** Where the revision before ends: the file as the signer saw it. */
  readonly previousEnd: number;
}

const wrong = (detail: string): Reason => failed('VALIDATION_NOT_A_REVISION', 'FORMAT_FAILURE', detail);

/**
 * Opens what a ByteRange ends at as a document of its own. Only that revision may say what was signed: the field must
 * stand in it with this very signature, and a revision must end where the ByteRange ends (nothing half covered).
 */
export async function openSignedRevision(
  whole: PdfDocument,
  field: SignatureField,
  size: number,
  { inflate }: ValidationOptions,
): Promise<SignedRevision | Reason> {
  const document = await openPdf(prefixAccess(whole.source, size), { inflate });
  if (!document.ok) return wrong(document.error.code);
  const fields = await document.value.signatureFields();
  const revisions = await document.value.revisions();
  if (!fields.ok || !revisions.ok) return wrong('unreadable');
  const own = fields.value.find((one) => one.name === field.name);
  if (!own?.value || own.value.contentsStart !== field.value?.contentsStart) return wrong('signature is not in it');
  if (String(own.value.byteRange) !== String(field.value?.byteRange)) return wrong('another ByteRange in it');
  const [last, previous] = [...revisions.value].reverse();
  if (!last || document.value.bytesAfterEof > 0) return wrong('no end of file');
  return { document: document.value, field: own, previousEnd: previous?.end ?? 0 };
}
