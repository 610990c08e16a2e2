import type { ColourSpace } from './colour';
import type { Glyph } from './glyph';
import { apply, IDENTITY, type Matrix, multiply } from './matrix';
import { type Area, EVERYWHERE } from './painted-areas';
import type { TextFont } from './text-font';

/** Share of the em above and below the base line: the box of CJK glyphs. */
const ASCENT = 0.88;
const DESCENT = -0.12;

/** Graphics state as far as text and what hides it need it (ISO 32000-1 tables 52, 58 and 104); copied by `q`. */
export interface GraphicsState {
  ctm: Matrix;
  font: TextFont | undefined;
  size: number;
  charSpace: number;
  wordSpace: number;
  /** Tz / 100. */
  scale: number;
  leading: number;
  rise: number;
  /** Tr (table 106). */
  mode: number;
  /** Box around the clipping path, as displayed. */
  clip: Area;
  /** Of fills and of text. */
  space: ColourSpace;
  isWhite: boolean;
  isPattern: boolean;
  opacity: number;
  /** Blends with what is under it, or is masked: it hides nothing. */
  isBlended: boolean;
}

export const initialState = (ctm: Matrix): GraphicsState => ({
  ctm,
  font: undefined,
  size: 0,
  charSpace: 0,
  wordSpace: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  clip: EVERYWHERE,
  space: 'additive',
  isWhite: false,
  isPattern: false,
  opacity: 1,
  isBlended: false,
});

const bounds = (points: readonly (readonly [number, number])[]) => ({
  left: Math.min(...points.map(([x]) => x)),
  top: Math.min(...points.map(([, y]) => y)),
  right: Math.max(...points.map(([x]) => x)),
  bottom: Math.max(...points.map(([, y]) => y)),
});

/** Text object: matrices of 9.4.2, moved on by every shown code (9.4.4). */
export class TextObject {
  matrix: Matrix = IDENTITY;
  line: Matrix = IDENTITY;
  /** Codes that this reader knows no character for, or no font: another reader may tell them. */
  unread = 0;

  begin(): void {
    this.set(IDENTITY);
  }

  set(matrix: Matrix): void {
    this.matrix = matrix;
    this.line = matrix;
  }

  nextLine(x: number, y: number): void {
    this.set(multiply([1, 0, 0, 1, x, y], this.line));
  }

  /** A number of TJ: thousandths of the em, against the writing direction. */
  adjust(state: GraphicsState, amount: number): void {
    const shift = (-amount / 1000) * state.size;
    this.move(state.font?.vertical ? 0 : shift * state.scale, state.font?.vertical ? shift : 0);
  }

  private move(x: number, y: number): void {
    this.matrix = multiply([1, 0, 0, 1, x, y], this.matrix);
  }

  /** Shows one string; each code becomes a glyph in the space that `display` leads to. */
  show(state: GraphicsState, bytes: Uint8Array, display: (x: number, y: number) => readonly [number, number]): Glyph[] {
    const { font } = state;
    if (font === undefined) {
      this.unread += bytes.length;
      return [];
    }
    const out: Glyph[] = [];
    for (const { text, advance, isSpace } of font.decode(bytes)) {
      const spacing = state.charSpace + (isSpace ? state.wordSpace : 0);
      if (text === '') this.unread++;
      else out.push(this.glyph(state, text, advance, display));
      if (font.vertical) this.move(0, advance * state.size + spacing);
      else this.move((advance * state.size + spacing) * state.scale, 0);
    }
    return out;
  }

  private glyph(
    state: GraphicsState,
    text: string,
    advance: number,
    display: (x: number, y: number) => readonly [number, number],
  ): Glyph {
    const parameters: Matrix = [state.size * state.scale, 0, 0, state.size, 0, state.rise];
    const whole = multiply(multiply(parameters, this.matrix), state.ctm);
    const at = (x: number, y: number) => display(...apply(whole, x, y));
    const vertical = state.font?.vertical === true;
    const [x0, y0] = at(0, 0);
    const [x1, y1] = vertical ? at(0, advance) : at(advance, 0);
    const [ux, uy] = at(0, 1);
    const length = Math.hypot(x1 - x0, y1 - y0) || 1e-9;
    const corners = vertical
      ? [at(-0.5, 0), at(0.5, advance)]
      : [at(0, DESCENT), at(advance, DESCENT), at(0, ASCENT), at(advance, ASCENT)];
    return {
      text,
      x: x0,
      y: y0,
      directionX: (x1 - x0) / length,
      directionY: (y1 - y0) / length,
      advance: length,
      size: Math.hypot(ux - x0, uy - y0),
      ...bounds(corners),
    };
  }
}
