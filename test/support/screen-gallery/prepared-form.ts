import { readFile } from 'node:fs/promises';
import { PDFDocument, rgb } from 'pdf-lib';
import { handwritingPaths } from './handwriting';

/** A form with ink where the gallery's review looks: a picture of a prepared revision, not one. */
export async function preparedForm(path: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await readFile(path));
  const page = pdf.getPages().at(-1);
  if (page === undefined) throw new Error('the form has no page');
  const { height } = page.getSize();
  for (const stroke of handwritingPaths()) {
    page.drawSvgPath(stroke, {
      x: 310,
      y: height - 562,
      scale: 0.42,
      borderColor: rgb(0.06, 0.14, 0.24),
      borderWidth: 3,
    });
  }
  for (let ring = 1; ring < 9; ring++) {
    page.drawEllipse({
      x: 466,
      y: height - 583,
      xScale: ring * 2,
      yScale: ring * 2.5,
      borderColor: rgb(0.78, 0.2, 0.12),
      borderWidth: 1,
    });
  }
  return pdf.save();
}
