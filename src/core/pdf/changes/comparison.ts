import type { PdfDocument } from '../document/pdf-document';
import type { ChangeLog } from './change-log';

/** Two states of a file and the record of what differs. */
export interface Comparison {
  readonly earlier: PdfDocument;
  readonly later: PdfDocument;
  readonly log: ChangeLog;
}
