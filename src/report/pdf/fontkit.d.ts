declare module 'fontkit' {
  import type { PDFDocument } from 'pdf-lib';
  /** fontkit brings no types; this is what pdf-lib asks of it. */
  export const create: Parameters<PDFDocument['registerFontkit']>[0]['create'];
}
