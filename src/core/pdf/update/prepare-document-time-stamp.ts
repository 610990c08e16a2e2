import { attemptAsync, concat, latin1, Refusal, type Result } from '../../base';
import { isLocked } from '../document/field-lock';
import type { PdfDocument } from '../document/pdf-document';
import { writeRef, writeText } from '../syntax/write';
import type { PreparedSignature, RevisionPorts } from '../types';
import { WIDGET_FLAGS } from './add-signature-fields';
import { addToPage } from './annotations-edit';
import { requireSignable } from './check-signable';
import { closeRevision } from './close-revision';
import { editForm } from './form-edit';
import { RevisionBuilder } from './revision-builder';
import { signatureBodyOf } from './signature-dictionary';

/** A token of our own takes 2 KB, of an RSA-3072 authority 3.6 KB; foreign chains need more. */
const CONTENTS_BYTES = 8192;
const MAX_TRIES = 10_000;

/** No sentence about time (/M) and nobody's name: the token is all there is (EN 319 142-1 5.4.3). */
const DICTIONARY = '<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161';

/** First of archive-time-1, archive-time-2, … that no node of the field tree uses. */
const freeName = async (doc: PdfDocument): Promise<string> => {
  const tree = await doc.fieldTree();
  const taken = new Set(tree.fields.map(({ name }) => name.split('.')[0]));
  for (let n = 1; n <= MAX_TRIES; n++) if (!taken.has(`archive-time-${n}`)) return `archive-time-${n}`;
  throw new Refusal('PDF_TOO_LARGE', 'fields');
};

const prepare = async (doc: PdfDocument, contentsBytes: number, ports: RevisionPorts): Promise<PreparedSignature> => {
  await requireSignable(doc);
  if (!Number.isInteger(contentsBytes) || contentsBytes < 1 || contentsBytes > 1 << 20)
    throw new Refusal('PDF_CONTENTS_TOO_SMALL', 'contentsBytes');
  const name = await freeName(doc);
  if (isLocked(name, await doc.mustSignatureFields()))
    throw new Refusal('PDF_CERTIFIED_NO_CHANGES', `FieldMDP, ${name}`);
  const page = await doc.mustPage(0);
  const revision = new RevisionBuilder(doc);
  const signature = signatureBodyOf(DICTIONARY, contentsBytes);
  const value = revision.add(signature.body);
  // No area: nothing is drawn, so that no reader sees another page than was signed.
  const widget = revision.add(
    concat([
      latin1(`<</Type/Annot/Subtype/Widget/FT/Sig/T${writeText(name)}/F ${WIDGET_FLAGS}/Rect[0 0 0 0]`),
      latin1(`/P ${writeRef(page.ref)}/V ${writeRef(value)}>>`),
    ]),
  );
  await addToPage(doc, revision, 0, [widget]);
  await editForm(doc, revision, [widget]);
  return closeRevision(await revision.finish(ports), value, signature, doc.source.size);
};

/**
 * Builds the revision of a document time-stamp (EN 319 142-1 5.4.3): an invisible signature field of its own with
 * /Type /DocTimeStamp and room for the token. The token goes in with embedContents; its imprint is the digest over
 * the ByteRange. A certification of P=1 and a signature that locks all fields are respected. Errors: those of
 * checkSignable, PDF_CONTENTS_TOO_SMALL, PDF_TOO_LARGE, PDF_DAMAGED.
 */
export const prepareDocumentTimeStamp = (
  doc: PdfDocument,
  ports: RevisionPorts,
  contentsBytes: number = CONTENTS_BYTES,
): Promise<Result<PreparedSignature>> => attemptAsync(() => prepare(doc, contentsBytes, ports));
