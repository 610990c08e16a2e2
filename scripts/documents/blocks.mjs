import { A4, ACCENT, HAIR, INK, MARGIN, MEASURE, SHADE, SOFT } from './sheet.mjs';
import { breakLines } from './typeset.mjs';

const L = MARGIN.left;
const R = MARGIN.left + MEASURE;

const CELL = { size: 10.6, leading: 16 };
const cellLines = (row, widths, font) =>
  row.map((cell, column) => breakLines(cell, font, CELL.size, widths[column] * MEASURE - 12));
const rowHeight = (sheet, row, widths) =>
  Math.max(...cellLines(row, widths, sheet.fonts.bold).map((lines) => lines.length)) * CELL.leading + 8;

function tableRow(sheet, row, widths, heading) {
  const font = heading ? sheet.fonts.bold : sheet.fonts.regular;
  const height = rowHeight(sheet, row, widths);
  let x = L;
  cellLines(row, widths, font).forEach((lines, column) => {
    const width = widths[column] * MEASURE;
    sheet.box(x, sheet.y, width, height, heading ? { fill: SHADE } : {});
    lines.forEach((line, at) => {
      sheet.text(line.text, x + 6, sheet.y + 15 + at * CELL.leading, { size: CELL.size, font });
    });
    x += width;
  });
  sheet.y += height;
}

/** How each kind of block of a form is set. A block is an object with one of these names as its key. */
export const BLOCKS = {
  h(sheet, title) {
    sheet.need(62);
    sheet.y += 7;
    sheet.box(L, sheet.y + 2.4, 3, 12.6, { fill: ACCENT, border: undefined });
    sheet.text(title, L + 10, sheet.y + 13.2, { size: 13, font: sheet.fonts.bold });
    sheet.y += 23;
  },
  p: (sheet, value) => sheet.paragraph(value, { indent: 21 }),
  note: (sheet, value) => sheet.paragraph(value, { size: 10, leading: 16, color: SOFT }),

  /** Label and value pairs, one a line, the value on a hairline. */
  fields(sheet, rows) {
    for (const [label, value] of rows) {
      const labelWidth = Math.max(96, sheet.fonts.bold.widthOfTextAtSize(label, 11.5) + 12);
      const lines = breakLines(value, sheet.fonts.regular, 11.5, MEASURE - labelWidth - 4);
      sheet.need(lines.length * 20 + 4);
      sheet.text(label, L, sheet.y + 13.6, { font: sheet.fonts.bold });
      for (const line of lines) {
        sheet.text(line.text, L + labelWidth + 3, sheet.y + 13.6);
        sheet.rule(L + labelWidth, sheet.y + 18, R, sheet.y + 18, 0.4);
        sheet.y += 20.4;
      }
      sheet.y += 2;
    }
    sheet.y += 3;
  },

  /** Numbered items with a hanging indent. */
  list(sheet, items) {
    items.forEach((item, index) => {
      sheet.need(36);
      sheet.text(`${index + 1}.`, L + 4, sheet.y + 19.6 * 0.72);
      sheet.paragraph(item, { x: L + 23, measure: MEASURE - 23, after: 2.2 });
    });
    sheet.y += 3;
  },

  /** Tick boxes: [ticked, text]. */
  checks(sheet, items) {
    for (const [ticked, item] of items) {
      sheet.need(21);
      sheet.tickBox(L + 5, sheet.y + 19.6 * 0.72, ticked);
      sheet.paragraph(item, { x: L + 23, measure: MEASURE - 23, after: 2.2 });
    }
    sheet.y += 3;
  },

  /** Rows of cells; widths are shares of the measure; the first row is a heading, repeated on a new page. */
  table(sheet, { widths, rows }) {
    const heights = rows.map((row) => rowHeight(sheet, row, widths));
    sheet.need(heights[0] + heights[1] + (heights[2] ?? 0));
    rows.forEach((row, index) => {
      if (sheet.room < heights[index]) {
        sheet.turn();
        tableRow(sheet, rows[0], widths, true);
      }
      tableRow(sheet, row, widths, index === 0);
    });
    sheet.y += 9;
  },

  /** A framed statement that somebody makes by signing. */
  statement(sheet, { title, items }) {
    sheet.need(120);
    sheet.y += 4;
    const top = sheet.y;
    const page = sheet.pages.length;
    sheet.y += 10;
    sheet.text(title, L + 12, sheet.y + 12, { size: 12, font: sheet.fonts.bold });
    sheet.y += 22;
    for (const item of items) {
      if (Array.isArray(item)) sheet.tickBox(L + 13, sheet.y + 19.6 * 0.72, item[0]);
      const hanging = Array.isArray(item) ? 18 : 0;
      sheet.paragraph(Array.isArray(item) ? item[1] : item, {
        x: L + 12 + hanging,
        measure: MEASURE - 24 - hanging,
        indent: hanging === 0 ? 21 : 0,
        after: 2,
      });
    }
    sheet.y += 6;
    // the frame is only drawn where the statement stayed on its page
    if (sheet.pages.length === page) sheet.box(L, top, MEASURE, sheet.y - top, { border: HAIR, thickness: 0.8 });
    sheet.y += 8;
  },

  /** A row of signature lines: [[label, share of the measure], …]; tall enough for a name written with a pen. */
  sign(sheet, cells) {
    sheet.need(74);
    const baseline = sheet.y + 46;
    let x = L;
    for (const [label, share] of cells) {
      const width = share * MEASURE;
      const text = `${label}：`;
      const end = x + sheet.fonts.bold.widthOfTextAtSize(text, 11.5);
      sheet.marks.set(label, { page: sheet.pages.length, x: end + 4, top: baseline - 40 });
      sheet.text(text, x, baseline - 3.5, { font: sheet.fonts.bold });
      sheet.rule(end + 2, baseline, x + width - 12, baseline, 0.7, INK);
      x += width;
    }
    sheet.y += 72;
  },

  /** 日期 with blanks for year, month, day, hour and minute. */
  date(sheet, label) {
    sheet.need(30);
    sheet.text(`${label}：`, L, sheet.y + 15, { font: sheet.fonts.bold });
    const start = L + sheet.fonts.bold.widthOfTextAtSize(`${label}：`, 11.5) + 4;
    ['年', '月', '日', '时', '分'].forEach((unit, index) => {
      const x = start + index * 52;
      sheet.rule(x, sheet.y + 18, x + 34, sheet.y + 18, 0.6, INK);
      sheet.text(unit, x + 37, sheet.y + 15);
    });
    sheet.y += 30;
  },

  /** An embedded picture with a caption. */
  figure(sheet, { image, caption, width = 300 }) {
    const height = (image.height / image.width) * width;
    sheet.need(height + 34);
    const x = (A4.width - width) / 2;
    sheet.page.drawImage(image, { x, y: A4.height - sheet.y - height, width, height });
    sheet.box(x, sheet.y, width, height);
    sheet.y += height + 5;
    sheet.centred(caption, sheet.y + 10, { size: 9, color: SOFT });
    sheet.y += 24;
  },

  turn: (sheet) => sheet.turn(),
  /** What follows stays together: a new page when less than this many points are left. */
  together: (sheet, height) => sheet.need(height),
};
