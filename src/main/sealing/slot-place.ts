import type { Anchor, PageRange } from '../../contracts/api';
import { err, ok, type Result } from '../../core/base';
import {
  type Box,
  boxOfRect,
  isLocked,
  type PdfDocument,
  type Place,
  placeBox,
  resolveAnchor,
  type SignatureField,
} from '../../core/pdf';

/** Where one slot's signature stands: on which page (from 0), as displayed, and the existing field if the form has it. */
export interface SlotPlace extends Place {
  readonly box: Box;
  readonly existingField?: string;
}

async function placeOnPage(doc: PdfDocument, index: number, box: Box): Promise<Result<SlotPlace>> {
  const page = await doc.page(index);
  if (!page.ok) return page;
  const rect = placeBox(page.value, box);
  return rect.ok ? ok({ page: index, rect: rect.value, box }) : rect;
}

/** Pages count from 0 in core/pdf. */
export const pagesFromZero = (doc: PdfDocument, { from, to }: PageRange): { from: number; to: number } => ({
  from: from - 1,
  to: (to ?? doc.pageCount) - 1,
});

async function besideKeyword(doc: PdfDocument, anchor: Anchor & { kind: 'keyword' }): Promise<Result<SlotPlace>> {
  const found = await resolveAnchor(doc, {
    text: anchor.keyword,
    occurrence: anchor.occurrence,
    place: anchor.place,
    offsetX: anchor.dx,
    offsetY: anchor.dy,
    width: anchor.width,
    height: anchor.height,
    ...(anchor.pages === undefined ? {} : { pages: pagesFromZero(doc, anchor.pages) }),
  });
  if (!found.ok) return found;
  const page = await doc.page(found.value.page);
  return page.ok ? ok({ ...found.value, box: boxOfRect(page.value, found.value.rect) }) : page;
}

async function ofField(doc: PdfDocument, name: string, fields: readonly SignatureField[]): Promise<Result<SlotPlace>> {
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined || field.page === undefined) return err('PDF_FIELD_NOT_FOUND');
  if (field.signed) return err('PDF_FIELD_ALREADY_SIGNED');
  if (isLocked(name, fields)) return err('PDF_CERTIFIED_NO_CHANGES', `FieldMDP, ${name}`);
  const page = await doc.page(field.page);
  if (!page.ok) return page;
  const box = field.box ?? boxOfRect(page.value, field.rect);
  return ok({ page: field.page, rect: field.rect, box, existingField: name });
}

/**
 * Where the task's anchor lies in this form (contracts/api Anchor: pages from 1, points as displayed).
 * PDF_ANCHOR_NOT_FOUND, PDF_PLACE_OUTSIDE_PAGE, PDF_PAGE_NOT_FOUND, PDF_FIELD_NOT_FOUND, PDF_FIELD_ALREADY_SIGNED,
 * PDF_CERTIFIED_NO_CHANGES for a field that a signature locks.
 */
export function placeOfAnchor(
  doc: PdfDocument,
  anchor: Anchor,
  fields: readonly SignatureField[],
): Promise<Result<SlotPlace>> {
  switch (anchor.kind) {
    case 'keyword':
      return besideKeyword(doc, anchor);
    case 'rect': {
      const { x, y, width, height } = anchor;
      return placeOnPage(doc, anchor.page - 1, { x, y, width, height });
    }
    case 'field':
      return ofField(doc, anchor.name, fields);
  }
}
