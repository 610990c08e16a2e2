import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFString, rgb } from 'pdf-lib';
import { A4, MARGIN } from './sheet.mjs';

/** Runs `work` in a folder of its own that is gone afterwards. */
function inScratch(work) {
  const folder = mkdtempSync(join(tmpdir(), 'inkwitness-forms-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The form as a scanner gives it: a grey picture a page at 120 dpi, no text. Needs pdftoppm. */
export async function scanned(bytes, title) {
  const pictures = inScratch((folder) => {
    writeFileSync(join(folder, 'in.pdf'), bytes);
    execFileSync('pdftoppm', [
      '-r',
      '120',
      '-gray',
      '-jpeg',
      '-jpegopt',
      'quality=55',
      join(folder, 'in.pdf'),
      join(folder, 'p'),
    ]);
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.jpg'))
      .sort();
    return names.map((name) => readFileSync(join(folder, name)));
  });
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(title);
  document.setProducer('InkWitness sample forms');
  for (const picture of pictures) {
    const image = await document.embedJpg(picture);
    document.addPage([A4.width, A4.height]).drawImage(image, { x: 0, y: 0, width: A4.width, height: A4.height });
  }
  return document.save({ useObjectStreams: false, addDefaultPage: false });
}

/** qpdf's linearized form (ISO 32000-2 annex F). */
export const linearized = (bytes) =>
  inScratch((folder) => {
    writeFileSync(join(folder, 'in.pdf'), bytes);
    execFileSync('qpdf', [
      '--deterministic-id',
      '--linearize',
      '--object-streams=disable',
      join(folder, 'in.pdf'),
      join(folder, 'out.pdf'),
    ]);
    return readFileSync(join(folder, 'out.pdf'));
  });

/** Text field, tick box and an empty signature field on the last page, as a form designer would leave them. */
export function addAcroForm(document, sheet) {
  const form = document.getForm();
  const page = sheet.pages.at(-1);
  const telephone = form.createTextField('telephone');
  telephone.setText('');
  telephone.addToPage(page, {
    x: MARGIN.left + 70,
    y: 84,
    width: 150,
    height: 18,
    borderWidth: 0.6,
    borderColor: rgb(0.5, 0.5, 0.5),
  });
  const copy = form.createCheckBox('copy-received');
  copy.addToPage(page, { x: MARGIN.left + 262, y: 86, width: 12, height: 12, borderWidth: 0.7 });
  sheet.page = page;
  sheet.text('联系电话', MARGIN.left, A4.height - 89, { font: sheet.fonts.bold });
  sheet.text('已收到本同意书副本', MARGIN.left + 282, A4.height - 88.5);
  const mark = sheet.marks.get('患者签名');
  const [width, height] = [185, 52];
  const { context } = document;
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of('PatientSignature'),
      F: 4,
      Rect: [mark.x, A4.height - mark.top - height, mark.x + width, A4.height - mark.top],
      P: sheet.pages[mark.page - 1].ref,
    }),
  );
  sheet.pages[mark.page - 1].node.addAnnot(widget);
  form.acroForm.dict.lookup(PDFName.of('Fields')).push(widget);
}
