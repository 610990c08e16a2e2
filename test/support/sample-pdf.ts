import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A two-page document of our own: classic cross-reference table, or streams. */
export async function samplePdf(useObjectStreams = false): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const number of [1, 2])
    document.addPage([595, 842]).drawText(`Consent, page ${number}`, { x: 50, y: 780, font, size: 18 });
  return document.save({ useObjectStreams });
}
