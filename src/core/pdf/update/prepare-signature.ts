import { attemptAsync, Refusal, type Result } from '../../base';
import { drawAppearance } from '../appearance/draw-appearance';
import { isLocked } from '../document/field-lock';
import type { FieldNode, Widget } from '../document/field-tree';
import { boxOfRect, normalRect } from '../document/page-geometry';
import type { PdfDocument } from '../document/pdf-document';
import { pageOfWidget } from '../document/signature-fields';
import { writeRef } from '../syntax/write';
import type { ObjectRef, PreparedSignature, RevisionPorts, SignaturePreparation } from '../types';
import { WIDGET_FLAGS } from './add-signature-fields';
import { answerLock } from './answer-lock';
import { addAssociatedFile } from './associated-files';
import { requireSignable } from './check-signable';
import { closeRevision } from './close-revision';
import { editForm, editPerms } from './form-edit';
import { RevisionBuilder } from './revision-builder';
import { signatureBody } from './signature-dictionary';

/** A P-256 CMS with token takes 4 KB, an RSA chain of a foreign time-stamp authority was seen at 14.4 KB. */
const CONTENTS_BYTES = 16_384;

interface Target {
  readonly field: FieldNode;
  readonly widget: Widget;
}

const findTarget = async (doc: PdfDocument, name: string): Promise<Target> => {
  const tree = await doc.fieldTree();
  const field = tree.fields.find((node) => node.name === name && node.type === 'Sig' && node.terminal);
  const widget = field?.widgets[0];
  if (field === undefined || widget === undefined) throw new Refusal('PDF_FIELD_NOT_FOUND', name);
  const value = await doc.parts.store.resolve(field.dict.entries.get('V'));
  if (value.kind !== 'null') throw new Refusal('PDF_FIELD_ALREADY_SIGNED', name);
  if (isLocked(name, await doc.mustSignatureFields()))
    throw new Refusal('PDF_CERTIFIED_NO_CHANGES', `FieldMDP, ${name}`);
  return { field, widget };
};

const requireCertifiable = async (doc: PdfDocument): Promise<void> => {
  const fields = await doc.mustSignatureFields();
  if (fields.some((field) => field.signed)) throw new Refusal('PDF_ALREADY_CERTIFIED');
};

/** The widget's place as a person sees it, and how the page is turned. */
const placeOf = async (doc: PdfDocument, { widget }: Target) => {
  const index = await pageOfWidget(doc.parts.pages, widget);
  const rect = normalRect(await doc.parts.store.numbers(widget.dict.entries.get('Rect')));
  if (index === undefined || rect === undefined) throw new Refusal('PDF_FIELD_NOT_FOUND', 'field on no page');
  const page = await doc.mustPage(index);
  const { width, height } = boxOfRect(page, rect);
  if (!(width > 0 && height > 0)) throw new Refusal('PDF_APPEARANCE_INVALID', 'field without area');
  return { rotate: page.rotate, width, height };
};

const fillField = (revision: RevisionBuilder, { field, widget }: Target, value: ObjectRef, drawn: ObjectRef): void => {
  revision.edit(field.ref, field.dict).set('V', writeRef(value));
  const edits = revision.edit(widget.ref, widget.dict);
  edits.set('AP', `<</N ${writeRef(drawn)}>>`);
  const flags = widget.dict.entries.get('F');
  if (flags?.kind !== 'number' || flags.value !== WIDGET_FLAGS) edits.set('F', `${WIDGET_FLAGS}`);
};

const prepare = async (
  doc: PdfDocument,
  preparation: SignaturePreparation,
  ports: RevisionPorts,
): Promise<PreparedSignature> => {
  await requireSignable(doc);
  const target = await findTarget(doc, preparation.fieldName);
  if (preparation.docMdp !== undefined) await requireCertifiable(doc);
  const contentsBytes = preparation.contentsBytes ?? CONTENTS_BYTES;
  if (!Number.isInteger(contentsBytes) || contentsBytes < 1 || contentsBytes > 1 << 20)
    throw new Refusal('PDF_CONTENTS_TOO_SMALL', 'contentsBytes');
  const revision = new RevisionBuilder(doc);
  const files = (preparation.associatedFiles ?? []).map((file) =>
    addAssociatedFile(revision, file, preparation.signingTimeMs, preparation.timeZoneMinutes),
  );
  const drawn = drawAppearance(revision, preparation.appearance, await placeOf(doc, target), files, ports.deflate);
  const lock = preparation.lockAnswers === true ? await answerLock(doc) : undefined;
  const signature = signatureBody(preparation, contentsBytes, lock);
  const value = revision.add(signature.body);
  fillField(revision, target, value, drawn);
  await editForm(doc, revision, []);
  if (preparation.docMdp !== undefined) await editPerms(doc, revision, value);
  return closeRevision(await revision.finish(ports), value, signature, doc.source.size);
};

/**
 * Builds the revision that signs an existing empty signature field: its value with room for the CMS, the widget's
 * appearance, the associated files, and on request the certification. Nothing is digested or signed here: the
 * ByteRange of the file with this tail is what the CMS must cover.
 * Errors: those of checkSignable (PDF_CERTIFIED_NO_CHANGES for a locked field too), PDF_FIELD_NOT_FOUND, PDF_FIELD_ALREADY_SIGNED, PDF_ALREADY_CERTIFIED,
 * PDF_GLYPH_MISSING, PDF_FONT_UNUSABLE, PDF_APPEARANCE_INVALID, PDF_DAMAGED.
 */
export const prepareSignature = (
  doc: PdfDocument,
  preparation: SignaturePreparation,
  ports: RevisionPorts,
): Promise<Result<PreparedSignature>> => attemptAsync(() => prepare(doc, preparation, ports));
