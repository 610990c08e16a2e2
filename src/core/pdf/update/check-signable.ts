import { attemptAsync, Refusal, type Result } from '../../base';
import { contentObjects } from '../changes/protected-objects';
import type { PdfDocument } from '../document/pdf-document';

/** {@link checkSignable} for code that carries refusals. */
export const requireSignable = async (doc: PdfDocument): Promise<void> => {
  if (doc.bytesAfterEof > 0) throw new Refusal('PDF_BYTES_AFTER_EOF', `${doc.bytesAfterEof}`);
  const { acroForm } = await doc.fieldTree();
  const xfa = await doc.parts.store.resolve(acroForm?.entries.get('XFA'));
  if (xfa.kind !== 'null') throw new Refusal('PDF_XFA');
  const fields = await doc.mustSignatureFields();
  if (fields.some((field) => field.value?.docMdp === 1)) throw new Refusal('PDF_CERTIFIED_NO_CHANGES', 'P 1');
};

/**
 * Whether a signature may be added at all: PDF_BYTES_AFTER_EOF, PDF_XFA, PDF_CERTIFIED_NO_CHANGES; PDF_DAMAGED and its kin
 * when anything that the pages are made of cannot be read: nobody could tell later that it did not change.
 * Signatures that exist already are for the caller to validate.
 */
export const checkSignable = (doc: PdfDocument): Promise<Result<void>> =>
  attemptAsync(async () => {
    await requireSignable(doc);
    await contentObjects(doc);
  });
