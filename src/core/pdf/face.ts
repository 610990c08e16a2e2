import { err, type RandomAccess, type Result } from '../base';
import type {
  Appended,
  AssociatedFile,
  Box,
  ChangeReport,
  NewSignatureField,
  PdfPage,
  PdfPorts,
  Place,
  PreparedSignature,
  Rect,
  Revision,
  RevisionPorts,
  SignatureField,
  SignaturePreparation,
  TextAnchor,
  TextMatch,
} from './types';

/** An opened document: a view on a random-access source; nothing is written through it. */
export interface PdfDocument {
  readonly source: RandomAccess;
  readonly pageCount: number;
  /** Kind of the newest cross-reference section; hybrid files count as `table`. */
  readonly xrefKind: 'table' | 'stream';
  /** Bytes other than white space after the last %%EOF; signing refuses them. */
  readonly bytesAfterEof: number;
  page(index: number): Promise<Result<PdfPage>>;
  signatureFields(): Promise<Result<readonly SignatureField[]>>;
  /** Oldest first. */
  revisions(): Promise<Result<readonly Revision[]>>;
}
const soon = async (..._: unknown[]) => err('PDF_UNSUPPORTED', 'being built');
/** Opens without reading more than the tail and the cross-reference sections. PDF_NOT_A_PDF, _TRUNCATED, _DAMAGED, _ENCRYPTED, … */
export const openPdf: (source: RandomAccess, ports: PdfPorts) => Promise<Result<PdfDocument>> = soon;
/** Whether a signature may be added at all: PDF_XFA, PDF_CERTIFIED_NO_CHANGES, PDF_BYTES_AFTER_EOF. */
export const checkSignable: (doc: PdfDocument) => Promise<Result<void>> = soon;
export const addSignatureFields: (
  doc: PdfDocument,
  fields: readonly NewSignatureField[],
  ports: RevisionPorts,
) => Promise<Result<Appended>> = soon;
export const prepareSignature: (
  doc: PdfDocument,
  preparation: SignaturePreparation,
  ports: RevisionPorts,
) => Promise<Result<PreparedSignature>> = soon;
/** The tail with the CMS in /Contents; PDF_CONTENTS_TOO_SMALL. */
export const embedContents = (_prepared: PreparedSignature, _cms: Uint8Array): Result<Uint8Array> =>
  err('PDF_UNSUPPORTED');
export const associatedFilesOf: (doc: PdfDocument, fieldName: string) => Promise<Result<readonly AssociatedFile[]>> =
  soon;
/** Original bytes followed by a tail, as one source. */
export const joinAccess = (source: RandomAccess, _tail: Uint8Array): RandomAccess => source;
/** The first `size` bytes as a source of their own: a revision as it was when signed. */
export const prefixAccess = (source: RandomAccess, _size: number): RandomAccess => source;
export const placeBox = (_page: PdfPage, _box: Box): Result<Rect> => err('PDF_UNSUPPORTED');
export const boxOfRect = (_page: PdfPage, _rect: Rect): Box => ({ x: 0, y: 0, width: 0, height: 0 });
export const findText: (
  doc: PdfDocument,
  pages: 'all' | number,
  needle: string,
) => Promise<Result<readonly TextMatch[]>> = soon;
export const resolveAnchor: (doc: PdfDocument, anchor: TextAnchor) => Promise<Result<Place>> = soon;
/** Code points of `text` for which the font file has no glyph. */
export const missingGlyphs = (_font: Uint8Array, _text: string): Result<number[]> => err('PDF_UNSUPPORTED');
/** Differences between a signed revision (opened through prefixAccess) and the whole file. */
export const describeChanges: (earlier: PdfDocument, later: PdfDocument) => Promise<Result<ChangeReport>> = soon;
