import type { Glyph } from './glyph';
import type { Area } from './painted-areas';

/** Glyphs whose base lines differ by less than this share of their size stand on one line. */
const SAME_LINE = 0.35;
/** A wider gap ends a run of words: the next column. */
const COLUMN_GAP = 3;
/** Lines of one paragraph or cell are not further apart, in sizes; and a line is full up to this much. */
const LEADING = 2.2;
const RAGGED = 1.5;
/** A shorter stroke is no line between cells, points. */
const RULE_LENGTH = 4;
/** The same character drawn twice almost at one place is a poor man's bold. */
const DOUBLE_STRIKE = 0.2;

/** A run of glyphs that a person reads on: its text without white space, and the glyph of each character. */
export interface Line {
  readonly text: string;
  readonly glyphs: readonly Glyph[];
  /** The line below in the same paragraph or table cell, where reading goes on. */
  readonly next: Line | undefined;
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

/** A point along and across a writing direction of that many quarter turns. */
const turned = (turn: number, x: number, y: number): readonly [number, number] =>
  [[x, y] as const, [y, -x] as const, [-x, -y] as const, [-y, x] as const][turn] as readonly [number, number];

const place = (glyph: Glyph, turn: number): Placed => {
  const [along, across] = turned(turn, glyph.x, glyph.y);
  return { glyph, along, across };
};

interface Span {
  readonly start: number;
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** Drawn lines along and across the writing direction. */
interface Rules {
  readonly level: readonly Span[];
  /** By `start`. */
  readonly plumb: readonly Span[];
}

const rulesOf = (areas: readonly Area[], turn: number): Rules => {
  const spans = areas.map((area): Span => {
    const [a, b] = turned(turn, area.left, area.top);
    const [c, d] = turned(turn, area.right, area.bottom);
    return { start: Math.min(a, c), end: Math.max(a, c), above: Math.min(b, d), below: Math.max(b, d) };
  });
  return {
    level: spans.filter(({ start, end }) => end - start >= RULE_LENGTH),
    plumb: spans.filter(({ above, below }) => below - above >= RULE_LENGTH).sort((a, b) => a.start - b.start),
  };
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

/** Whether a line between two cells stands between two neighbours of a row. */
const isFenced = (previous: Placed, item: Placed, { plumb }: Rules): boolean => {
  const slack = 0.2 * item.glyph.size;
  const [from, to] = [previous.along + previous.glyph.advance - slack, item.along + slack];
  const height = item.across - 0.4 * item.glyph.size;
  let [low, high] = [0, plumb.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((plumb[middle] as Span).start < from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < plumb.length && (plumb[i] as Span).start <= to; i++) {
    const { above, below } = plumb[i] as Span;
    if (above <= height && below >= height) return true;
  }
  return false;
};

const runsOf = (row: readonly Placed[], rules: Rules): Placed[][] => {
  const out: Placed[][] = [];
  let previous: Placed | undefined;
  for (const item of [...row].sort((a, b) => a.along - b.along)) {
    const size = Math.max(item.glyph.size, previous?.glyph.size ?? 0);
    const gap = previous === undefined ? 0 : item.along - previous.along - previous.glyph.advance;
    const double =
      previous !== undefined &&
      previous.glyph.text === item.glyph.text &&
      item.along - previous.along < DOUBLE_STRIKE * Math.min(size, previous.glyph.advance);
    if (double) continue;
    if (previous === undefined || gap > COLUMN_GAP * size || isFenced(previous, item, rules)) out.push([]);
    out[out.length - 1]?.push(item);
    previous = item;
  }
  return out;
};

/** A run with its extent, while the line after it is looked for. */
interface Run extends Span {
  readonly size: number;
  readonly line: { text: string; glyphs: Glyph[]; next: Line | undefined };
}

const runOf = (placed: readonly Placed[]): Run => {
  let text = '';
  const owners: Glyph[] = [];
  for (const { glyph } of placed) {
    const clean = folded(glyph.text);
    text += clean;
    for (let i = 0; i < clean.length; i++) owners.push(glyph);
  }
  const [first, last] = [placed[0], placed[placed.length - 1]] as [Placed, Placed];
  const size = Math.max(...placed.map(({ glyph }) => glyph.size));
  const line = { text, glyphs: owners, next: undefined };
  return {
    start: first.along,
    end: last.along + last.glyph.advance,
    above: first.across,
    below: first.across,
    size,
    line,
  };
};

const overlap = (a: Span, b: Span): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);

/**
 * Whether reading goes on from a run to the one below it: of nearly the same size, at most half beside it, after a full
 * line, and no drawn line between the two.
 */
const goesOn = (run: Run, below: Run, rules: Rules): boolean => {
  const size = Math.max(run.size, below.size);
  const [width, widthBelow] = [run.end - run.start, below.end - below.start];
  const shared = overlap(run, below);
  const isFull = run.end >= below.end - RAGGED * size || width >= widthBelow - RAGGED * size;
  if (Math.min(run.size, below.size) < 0.75 * size || !isFull || shared < 0.5 * Math.min(width, widthBelow))
    return false;
  return !rules.level.some(
    (rule) => rule.above > run.above && rule.below < below.above - 0.3 * size && overlap(rule, run) > 0.5 * shared,
  );
};

/** Ties each run to the next line below it that stands under some part of it. */
const tie = (runs: readonly Run[], rules: Rules): void => {
  runs.forEach((run, index) => {
    for (let i = index + 1; i < runs.length; i++) {
      const below = runs[i] as Run;
      const step = below.above - run.above;
      if (step > LEADING * run.size) return;
      if (step < 0.5 * run.size || overlap(run, below) <= 0) continue;
      if (goesOn(run, below, rules)) run.line.next = below.line;
      return;
    }
  });
};

/** Lines in reading order: first the upright ones from top to bottom, then turned ones. `drawn`: lines on the page. */
export const readLines = (glyphs: readonly Glyph[], drawn: readonly Area[] = []): Line[] => {
  const out: Line[] = [];
  const visible = glyphs.filter((glyph) => glyph.size > 0 && folded(glyph.text) !== '');
  for (let turn = 0; turn < 4; turn++) {
    const placed = visible.filter((glyph) => quarter(glyph) === turn).map((glyph) => place(glyph, turn));
    if (placed.length === 0) continue;
    const rules = rulesOf(drawn, turn);
    const runs = rows(placed).flatMap((row) => runsOf(row, rules).map(runOf));
    tie(runs, rules);
    for (const { line } of runs) out.push(line);
  }
  return out;
};
