import type { Glyph } from './glyph';

/** Glyphs whose base lines differ by less than this share of their size stand on one line. */
const SAME_LINE = 0.35;
/** A wider gap ends a run of words: the next column. */
const COLUMN_GAP = 3;
/** The same character drawn twice almost at one place is a poor man's bold. */
const DOUBLE_STRIKE = 0.2;

/** A run of glyphs that a person reads on: its text without white space, and the glyph of each character. */
export interface Line {
  readonly text: string;
  readonly glyphs: readonly Glyph[];
}

interface Placed {
  readonly glyph: Glyph;
  readonly along: number;
  readonly across: number;
}

/** Compatibility forms (full-width signs, Kangxi radicals that some ToUnicode maps give) and spaces do not matter. */
export const folded = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff\u0000]+/gu, '');

/** Quarter turns of the writing direction as displayed, clockwise from "to the right". */
const quarter = ({ directionX, directionY }: Glyph): number =>
  (Math.round((Math.atan2(directionY, directionX) * 2) / Math.PI) + 4) % 4;

const place = (glyph: Glyph, turn: number): Placed => {
  const [along, across] = [
    [glyph.x, glyph.y],
    [glyph.y, -glyph.x],
    [-glyph.x, -glyph.y],
    [-glyph.y, glyph.x],
  ][turn] as [number, number];
  return { glyph, along, across };
};

const rows = (placed: readonly Placed[]): Placed[][] => {
  const out: Placed[][] = [];
  for (const item of [...placed].sort((a, b) => a.across - b.across)) {
    const row = out[out.length - 1];
    const last = row?.[row.length - 1];
    if (
      row !== undefined &&
      last !== undefined &&
      item.across - last.across <= SAME_LINE * Math.min(item.glyph.size, last.glyph.size)
    )
      row.push(item);
    else out.push([item]);
  }
  return out;
};

const runsOf = (row: readonly Placed[]): Glyph[][] => {
  const out: Glyph[][] = [];
  let previous: Placed | undefined;
  for (const item of [...row].sort((a, b) => a.along - b.along)) {
    const size = Math.max(item.glyph.size, previous?.glyph.size ?? 0);
    const gap = previous === undefined ? 0 : item.along - previous.along - previous.glyph.advance;
    const double =
      previous !== undefined &&
      previous.glyph.text === item.glyph.text &&
      item.along - previous.along < DOUBLE_STRIKE * Math.min(size, previous.glyph.advance);
    if (double) continue;
    if (previous === undefined || gap > COLUMN_GAP * size) out.push([]);
    out[out.length - 1]?.push(item.glyph);
    previous = item;
  }
  return out;
};

const lineOf = (glyphs: readonly Glyph[]): Line => {
  let text = '';
  const owners: Glyph[] = [];
  for (const glyph of glyphs) {
    const clean = folded(glyph.text);
    text += clean;
    for (let i = 0; i < clean.length; i++) owners.push(glyph);
  }
  return { text, glyphs: owners };
};

/** Lines in reading order: first the upright ones from top to bottom, then turned ones. */
export const readLines = (glyphs: readonly Glyph[]): Line[] => {
  const out: Line[] = [];
  const visible = glyphs.filter((glyph) => glyph.size > 0 && folded(glyph.text) !== '');
  for (let turn = 0; turn < 4; turn++) {
    const placed = visible.filter((glyph) => quarter(glyph) === turn).map((glyph) => place(glyph, turn));
    for (const row of rows(placed)) for (const run of runsOf(row)) out.push(lineOf(run));
  }
  return out;
};
