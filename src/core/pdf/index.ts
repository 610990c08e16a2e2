export { missingGlyphs } from './appearance/missing-glyphs';
export { describeChanges } from './changes/describe-changes';
export { boxOfRect, placeBox } from './document/page-geometry';
export { openPdf, type PdfDocument } from './document/pdf-document';
export { PDF_ERRORS, type PdfErrorCode } from './errors';
export { joinAccess, prefixAccess } from './file/access';
export type * from './types';
export { addSignatureFields } from './update/add-signature-fields';
export { associatedFilesOf } from './update/associated-files';
export { checkSignable } from './update/check-signable';
export { embedContents } from './update/embed-contents';
export { prepareSignature } from './update/prepare-signature';

// pending below
import { err, type Result } from '../base';
import type { PdfDocument } from './document/pdf-document';
import type { Place, TextAnchor, TextMatch } from './types';

const soon = async (..._: unknown[]) => err('PDF_UNSUPPORTED', 'being built');
export const findText: (
  doc: PdfDocument,
  pages: 'all' | number,
  needle: string,
) => Promise<Result<readonly TextMatch[]>> = soon;
export const resolveAnchor: (doc: PdfDocument, anchor: TextAnchor) => Promise<Result<Place>> = soon;
