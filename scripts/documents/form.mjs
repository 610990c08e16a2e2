import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { PDFDocument } from 'pdf-lib';
import { BLOCKS } from './blocks.mjs';
import { A4, HAIR, INK, MARGIN, MEASURE, SHADE, Sheet, SOFT } from './sheet.mjs';

const require = createRequire(import.meta.url);
const fontFile = (name) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`));
const REGULAR = fontFile('400Regular/NotoSansSC_400Regular');
const BOLD = fontFile('700Bold/NotoSansSC_700Bold');

export const HOSPITAL = '墨证示范医院';
/** The sample forms are dated once, so that making them again gives the same text. */
const MADE = new Date('2026-11-02T01:00:00Z');
const SEX = { male: '男', female: '女', unknown: '未说明' };

const ageOn = (birthDate) => {
  const [year, month, day] = birthDate.split('-').map(Number);
  const age = 2026 - year - (11 < month || (11 === month && 2 < day) ? 1 : 0);
  return `${age} 岁`;
};

function firstHeader(sheet, form) {
  const { bold } = sheet.fonts;
  sheet.centred(HOSPITAL, 66, { size: 12.5, font: bold, spacing: 0, color: SOFT });
  sheet.centred(form.title, 96, { size: 21, font: bold });
  sheet.rule(MARGIN.left, 110, MARGIN.left + MEASURE, 110, 1.4, INK);
  sheet.rule(MARGIN.left, 112.6, MARGIN.left + MEASURE, 112.6, 0.4, INK);
  sheet.y = 121;
  const { patient } = form;
  const rows = [
    [
      ['姓名', patient.name, 0.3],
      ['性别', SEX[patient.sex], 0.14],
      ['年龄', ageOn(patient.birthDate), 0.2],
      ['出生日期', patient.birthDate, 0.36],
    ],
    [
      ['科室', patient.department, 0.3],
      ['床号', patient.bed, 0.14],
      ['病区', patient.ward, 0.2],
      ['住院号', patient.visitId, 0.36],
    ],
  ];
  for (const row of rows) {
    let x = MARGIN.left;
    for (const [label, value, share] of row) {
      const width = share * MEASURE;
      const labelWidth = label.length * 10 + 10;
      sheet.box(x, sheet.y, labelWidth, 22, { fill: SHADE });
      sheet.box(x + labelWidth, sheet.y, width - labelWidth, 22);
      sheet.text(label, x + 5, sheet.y + 14.8, { size: 9.8, color: SOFT });
      sheet.text(value, x + labelWidth + 6, sheet.y + 14.8, { size: 10.2 });
      x += width;
    }
    sheet.y += 22;
  }
  sheet.y += 10;
}

function nextHeader(sheet, form) {
  const { patient } = form;
  sheet.text(form.title, MARGIN.left, 47, { size: 9.5, font: sheet.fonts.bold, color: SOFT });
  const right = `${patient.name}　${patient.bed}　住院号 ${patient.visitId}`;
  sheet.text(right, MARGIN.left + MEASURE - sheet.fonts.regular.widthOfTextAtSize(right, 9.5), 47, {
    size: 9.5,
    color: SOFT,
  });
  sheet.rule(MARGIN.left, 53, MARGIN.left + MEASURE, 53, 0.6);
  sheet.y = 66;
}

function footers(sheet, form) {
  sheet.pages.forEach((page, index) => {
    sheet.page = page;
    sheet.rule(MARGIN.left, A4.height - 46, MARGIN.left + MEASURE, A4.height - 46, 0.5, HAIR);
    sheet.text(`表单编号 ${form.id}　版本 ${form.version}`, MARGIN.left, A4.height - 33, { size: 8.5, color: SOFT });
    const number = `第 ${index + 1} 页 / 共 ${sheet.pages.length} 页`;
    sheet.text(number, MARGIN.left + MEASURE - sheet.fonts.regular.widthOfTextAtSize(number, 8.5), A4.height - 33, {
      size: 8.5,
      color: SOFT,
    });
  });
}

/** Sets one form and answers the finished document with its sheet, still open for additions (fields, pictures). */
export async function setForm(form, { rotate = false, prepare } = {}) {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  document.setTitle(form.title, { showInWindowTitleBar: true });
  document.setLanguage('zh-CN');
  document.setCreator(HOSPITAL);
  document.setProducer('InkWitness sample forms');
  document.setCreationDate(MADE);
  document.setModificationDate(MADE);
  const fonts = {
    regular: await document.embedFont(REGULAR, { subset: true }),
    bold: await document.embedFont(BOLD, { subset: true }),
  };
  const sheet = new Sheet(document, fonts, { rotate });
  sheet.onPage = (number) => (number === 1 ? firstHeader(sheet, form) : nextHeader(sheet, form));
  sheet.turn();
  const blocks = prepare ? await prepare(document, form.blocks) : form.blocks;
  for (const block of blocks) {
    const [kind] = Object.keys(block);
    BLOCKS[kind](sheet, block[kind]);
  }
  footers(sheet, form);
  return { document, sheet };
}
