import type { ErrorEntry, ErrorTable } from '../base';

const entry = (messageKey: string, meaning: string, reference = ''): ErrorEntry => ({
  retryable: false,
  httpStatus: 422,
  messageKey,
  reference,
  meaning,
});

/** Codes of this room. */
export const PDF_ERRORS = {
  PDF_NOT_A_PDF: entry('document.notPdf', 'no %PDF- header', 'ISO 32000-1 7.5.2'),
  PDF_JUNK_BEFORE_HEADER: entry('document.damaged', 'bytes before %PDF- shift every offset', 'ISO 32000-1 7.5.2'),
  PDF_TRUNCATED: entry('document.damaged', 'the end of the file is missing', 'ISO 32000-1 7.5.5'),
  PDF_BYTES_AFTER_EOF: entry('document.damaged', 'bytes follow the last %%EOF', 'ISO 32000-1 7.5.5'),
  PDF_DAMAGED: entry('document.damaged', 'the structure contradicts itself', 'ISO 32000-1 7.5'),
  PDF_UNSUPPORTED: entry('document.unsupported', 'a filter or structure that is not read here', 'ISO 32000-1 7.4'),
  PDF_TOO_DEEP: entry('document.damaged', 'objects nested or chained beyond the bound'),
  PDF_TOO_LARGE: entry('document.tooLarge', 'an object, stream or count beyond the bound'),
  PDF_ENCRYPTED: entry('document.encrypted', 'the file is encrypted', 'ISO 32000-1 7.6'),
  PDF_XFA: entry('document.xfa', 'the form is an XFA form', 'ISO 32000-1 12.7.8'),
  PDF_PREPARED_CONTENT: entry(
    'document.preparedContent',
    'fields are hidden, scripts run by themselves or pages stand aside: what is shown could change after signing',
    'Shadow Attacks, NDSS 2021',
  ),
  PDF_CERTIFIED_NO_CHANGES: entry(
    'document.certified',
    'a certification signature forbids this change',
    'ISO 32000-1 12.8.2.2',
  ),
  PDF_ALREADY_CERTIFIED: entry(
    'document.certified',
    'only the first signature may certify, and only once',
    'ISO 32000-1 12.8.2.2.1',
  ),
  PDF_SIGNATURE_BROKEN: entry('document.signatureBroken', 'an existing signature does not verify'),
  PDF_PAGE_NOT_FOUND: entry('document.pageNotFound', 'no page of that number'),
  PDF_FIELD_NAME_TAKEN: entry('document.fieldNameTaken', 'the field name is used already', 'ISO 32000-1 12.7.3.2'),
  PDF_FIELD_NAME_INVALID: entry('document.fieldNameTaken', 'empty name or a period in it', 'ISO 32000-1 12.7.3.2'),
  PDF_FIELD_NOT_FOUND: entry('document.fieldNotFound', 'no signature field of that name'),
  PDF_FIELD_ALREADY_SIGNED: entry('document.fieldSigned', 'the signature field has a value already'),
  PDF_CONTENTS_TOO_SMALL: entry('sealing.contentsTooSmall', 'the CMS is larger than the room left for it'),
  PDF_GLYPH_MISSING: entry('sealing.glyphMissing', 'the font lacks a character; detail names the code points'),
  PDF_FONT_UNUSABLE: entry('sealing.fontUnusable', 'not a TrueType font with glyf outlines and a Unicode cmap'),
  PDF_APPEARANCE_INVALID: entry(
    'sealing.appearanceInvalid',
    'a size, colour or pixel count of the appearance is wrong',
  ),
  PDF_ANCHOR_NOT_FOUND: entry('document.anchorNotFound', 'the words of the anchor are not in the form'),
  PDF_SEAM_ONE_PAGE: entry('document.seamOnePage', 'a seam seal needs two pages at least'),
  PDF_PLACE_OUTSIDE_PAGE: entry('document.anchorNotFound', 'the box does not lie on the page'),
} as const satisfies ErrorTable;

export type PdfErrorCode = keyof typeof PDF_ERRORS;
