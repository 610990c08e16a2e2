import { concatTransformationMatrix, popGraphicsState, pushGraphicsState, rgb, setCharacterSpacing } from 'pdf-lib';
import { breakLines, justification } from './typeset.mjs';

export const INK = rgb(0.08, 0.11, 0.14);
export const SOFT = rgb(0.36, 0.41, 0.45);
export const HAIR = rgb(0.62, 0.66, 0.69);
export const SHADE = rgb(0.945, 0.955, 0.96);
export const ACCENT = rgb(0.04, 0.36, 0.39);

/** A4 portrait as the reader sees it. */
export const A4 = { width: 595.28, height: 841.89 };
export const MARGIN = { left: 59, right: 59, top: 58, bottom: 62 };
export const MEASURE = A4.width - MARGIN.left - MARGIN.right;

/** A4 pages as displayed: y counts downwards from the top; with `rotate` the page is stored turned and shown by /Rotate 90. */
export class Sheet {
  constructor(document, fonts, { rotate = false } = {}) {
    Object.assign(this, { document, fonts, rotate });
    this.pages = [];
    /** Where signature lines ended up: label → { page (from 1), x, top }. */
    this.marks = new Map();
    this.y = 0;
  }

  /** Starts a page; `onPage` (set by the form) draws the running header and moves y below it. */
  turn() {
    const page = this.document.addPage(this.rotate ? [A4.height, A4.width] : [A4.width, A4.height]);
    if (this.rotate) {
      page.setRotation({ type: 'degrees', angle: 90 });
      // displayed (u, v) = stored (x = 841.89 - v, y = u)
      page.pushOperators(concatTransformationMatrix(0, 1, -1, 0, A4.height, 0));
    }
    this.page = page;
    this.pages.push(page);
    this.y = MARGIN.top;
    this.onPage?.(this.pages.length);
  }

  get room() {
    return A4.height - MARGIN.bottom - this.y;
  }

  need(height) {
    if (this.room < height) this.turn();
  }

  /** One line of text with its baseline at y. */
  text(value, x, y, { size = 11.5, font = this.fonts.regular, color = INK, spacing = 0 } = {}) {
    if (spacing !== 0) this.page.pushOperators(pushGraphicsState(), setCharacterSpacing(spacing));
    this.page.drawText(value, { x, y: A4.height - y, size, font, color });
    if (spacing !== 0) this.page.pushOperators(popGraphicsState());
  }

  centred(value, y, options) {
    const font = options.font ?? this.fonts.regular;
    this.text(value, (A4.width - font.widthOfTextAtSize(value, options.size)) / 2, y, options);
  }

  rule(x1, y1, x2, y2, thickness = 0.5, color = HAIR) {
    this.page.drawLine({
      start: { x: x1, y: A4.height - y1 },
      end: { x: x2, y: A4.height - y2 },
      thickness,
      color,
    });
  }

  box(x, y, width, height, { fill, border = HAIR, thickness = 0.5 } = {}) {
    this.page.drawRectangle({
      x,
      y: A4.height - y - height,
      width,
      height,
      ...(fill ? { color: fill } : {}),
      ...(border ? { borderColor: border, borderWidth: thickness } : {}),
    });
  }

  /** A tick box, drawn as paths so that no font needs the glyph. */
  tickBox(x, baseline, ticked, size = 8.5) {
    const top = baseline - size + 0.6;
    this.box(x, top, size, size, { border: INK, thickness: 0.7 });
    if (!ticked) return;
    this.rule(x + 1.6, top + size * 0.52, x + size * 0.42, top + size - 1.7, 1.1, INK);
    this.rule(x + size * 0.42, top + size - 1.7, x + size - 1.2, top + 1.5, 1.1, INK);
  }

  /** Justified paragraph over as many pages as it takes. */
  paragraph(
    value,
    {
      size = 11.5,
      leading = 19.6,
      font = this.fonts.regular,
      x = MARGIN.left,
      measure = MEASURE,
      indent = 0,
      color = INK,
      after = 4,
    } = {},
  ) {
    const lines = breakLines(value, font, size, measure, indent);
    lines.forEach((line, index) => {
      // neither the first nor the last line of a longer paragraph stands alone
      const together = index === 0 && lines.length > 1 ? 2 : index === lines.length - 2 ? 2 : 1;
      this.need(leading * together);
      const shift = index === 0 ? indent : 0;
      this.text(line.text, x + shift, this.y + leading * 0.72, {
        size,
        font,
        color,
        spacing: justification(line, measure - shift),
      });
      this.y += leading;
    });
    this.y += after;
  }
}
