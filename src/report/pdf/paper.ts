import {
  type Color,
  type PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  setLineWidth,
  setStrokingColor,
  setTextRenderingMode,
  TextRenderingMode,
} from 'pdf-lib';
import { breakLines } from './break-lines';
import type { Letters } from './letters';
import { type Role, Structure } from './structure';

/** ISO 216 A4, points. */
export const A4 = { width: 595.28, height: 841.89 };
export const MARGIN = { side: 56, top: 60, bottom: 72 };
export const MEASURE = A4.width - 2 * MARGIN.side;

/** Colours of presentation/tokens.css. */
const hex = (value: number): Color => rgb((value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255);
export const COLOURS = {
  ink: hex(0x14202b),
  soft: hex(0x43505c),
  line: hex(0xd9e0e6),
  white: hex(0xffffff),
  passed: hex(0x1e6b3a),
  'passed-wash': hex(0xe8f5ec),
  doubt: hex(0x8a5a00),
  'doubt-wash': hex(0xfff4dc),
  failed: hex(0xa1261b),
  'failed-wash': hex(0xfdecea),
} as const;

export interface TextStyle {
  readonly size: number;
  readonly role?: Role;
  readonly strong?: boolean;
  readonly color?: Color;
  /** From the left edge of the page; the left margin when left out. */
  readonly x?: number;
  readonly measure?: number;
}

const LEADING = 1.55;
/** A stroke of this share of the size makes a regular letter a bold one, in every viewer alike. */
const STRONG_STROKE = 0.035;

/** Sheets of A4 that are written from the top to the bottom; y counts downwards from the top edge. */
export class Paper {
  readonly pages: PDFPage[] = [];
  readonly structure = new Structure();
  y: number = MARGIN.top;

  constructor(
    readonly pdf: PDFDocument,
    readonly letters: Letters,
  ) {
    this.turn();
  }

  get page(): PDFPage {
    return this.pages.at(-1) as PDFPage;
  }

  turn(): void {
    this.pages.push(this.pdf.addPage([A4.width, A4.height]));
    this.y = MARGIN.top;
  }

  /** Turns the page unless so many points are left on it. */
  need(height: number): void {
    if (this.y + height > A4.height - MARGIN.bottom) this.turn();
  }

  lines(text: string, { size, measure = MEASURE }: Pick<TextStyle, 'size' | 'measure'>): string[] {
    return breakLines(this.letters.shown(text), measure, (piece) => this.letters.width(piece, size));
  }

  heightOf(text: string, style: TextStyle): number {
    return this.lines(text, style).length * style.size * LEADING;
  }

  /** One line with its baseline `down` from the top of the page; neither broken nor tagged. */
  write(line: string, x: number, down: number, { size, strong = false, color = COLOURS.ink }: TextStyle): void {
    const { page } = this;
    if (strong)
      page.pushOperators(
        pushGraphicsState(),
        setTextRenderingMode(TextRenderingMode.FillAndOutline),
        setLineWidth(size * STRONG_STROKE),
        setStrokingColor(color),
      );
    page.drawText(line, { x, y: A4.height - down, size, font: this.letters.font, color });
    if (strong) page.pushOperators(popGraphicsState());
  }

  /** A paragraph from here downwards, over as many pages as it takes. */
  text(text: string, style: TextStyle): void {
    const { size, role = 'P', x = MARGIN.side } = style;
    const element = this.structure.element(role);
    for (const line of this.lines(text, style)) {
      this.need(size * LEADING);
      this.structure.tag(element, this.page, this.pages.length - 1, () =>
        this.write(line, x, this.y + size * 1.1, style),
      );
      this.y += size * LEADING;
    }
  }

  /** A name and its value side by side; a row is not torn where it fits on one page. */
  row(
    label: string,
    paragraphs: readonly string[],
    { size, labelWidth = 128 }: { size: number; labelWidth?: number },
  ): void {
    const gap = 10;
    const measure = MEASURE - labelWidth - gap;
    const labels = this.lines(label, { size, measure: labelWidth });
    const values = paragraphs.flatMap((text) => this.lines(text, { size, measure }));
    const count = Math.max(labels.length, values.length);
    if (count <= 12) this.need(count * size * LEADING);
    const element = this.structure.element('P');
    for (let index = 0; index < count; index++) {
      this.need(size * LEADING);
      const down = this.y + size * 1.1;
      this.structure.tag(element, this.page, this.pages.length - 1, () => {
        const [left, right] = [labels[index], values[index]];
        if (left) this.write(left, MARGIN.side, down, { size, color: COLOURS.soft });
        if (right) this.write(right, MARGIN.side + labelWidth + gap, down, { size });
      });
      this.y += size * LEADING;
    }
  }

  /** Shapes that say nothing which words do not say as well. */
  decorate(draw: (page: PDFPage) => void): void {
    this.structure.artifact(this.page, () => draw(this.page));
  }

  rule(): void {
    const y = A4.height - this.y;
    this.decorate((page) =>
      page.drawLine({
        start: { x: MARGIN.side, y },
        end: { x: A4.width - MARGIN.side, y },
        thickness: 0.75,
        color: COLOURS.line,
      }),
    );
  }
}
