import { Refusal } from '../../base';
import type { Glyph } from './glyph';
import { apply, type Matrix } from './matrix';

const MAX_AREAS = 100_000;
const MAX_RULES = 4096;
const MAX_PATH = 100_000;
/** Comparisons of glyphs with areas; a dense drawing of our sample forms takes a hundredth. */
const MAX_COMPARISONS = 100_000_000;
/** Thinner fills are lines. */
const THIN = 2;

/** As displayed: points right and down. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What was painted over a place, and after which glyph. */
interface Painted extends Area {
  readonly after: number;
  /** Hides what lies under it: an upright rectangle or picture without transparency. */
  readonly hides: boolean;
  readonly isWhite: boolean;
}

/** Middle of the glyph of that index. */
interface Middle {
  readonly x: number;
  readonly y: number;
  readonly index: number;
}

export interface PaintedGlyph extends Glyph {
  readonly isWhite: boolean;
  /** Neither invisible nor clipped away nor on a hidden layer. */
  readonly isPainted: boolean;
}

export type Display = (x: number, y: number) => readonly [number, number];

export const EVERYWHERE: Area = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

export const intersection = (a: Area, b: Area): Area => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

const isEmpty = (area: Area): boolean => !(area.right > area.left && area.bottom > area.top);

export const holdsMiddle = (area: Area, { left, right, top, bottom }: Area): boolean => {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
};

export const areaOf = (points: readonly (readonly [number, number])[]): Area => {
  const area = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    area.left = Math.min(area.left, x);
    area.top = Math.min(area.top, y);
    area.right = Math.max(area.right, x);
    area.bottom = Math.max(area.bottom, y);
  }
  return area;
};

/** Four corners, each side level or plumb as displayed. */
const isUpright = (points: readonly (readonly [number, number])[]): boolean => {
  const closed = points.length === 5 ? points.slice(0, 4) : points;
  return (
    closed.length === 4 &&
    closed.every(([x, y], i) => {
      const [nextX, nextY] = closed[(i + 1) % 4] as readonly [number, number];
      return Math.abs(nextX - x) < 0.01 || Math.abs(nextY - y) < 0.01;
    })
  );
};

interface Subpath {
  readonly points: (readonly [number, number])[];
  hasCurves: boolean;
}

/** How a path or a picture is painted: the state that decides whether something under it can still be seen. */
export interface Paint {
  readonly clip: Area;
  readonly isOpaque: boolean;
  readonly isWhite: boolean;
}

/** Paths under construction (ISO 32000-1 8.5) and what was painted of them. */
export class PaintedAreas {
  readonly areas: Painted[] = [];
  /** Lines and thin rectangles, as displayed. */
  readonly rules: Area[] = [];
  private path: Subpath[] = [];
  private points = 0;
  private comparisons = 0;

  constructor(private readonly display: Display) {}

  private add(subpath: Subpath | undefined, ctm: Matrix, x: number, y: number): void {
    if (++this.points > MAX_PATH) return;
    subpath?.points.push(this.display(...apply(ctm, x, y)));
  }

  /** Path construction operators; false for any other. */
  construct(operator: string, numbers: readonly number[], ctm: Matrix): boolean {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
    const current = this.path[this.path.length - 1];
    if (operator === 'm' || operator === 're') {
      const begun = { points: [], hasCurves: false };
      this.path.push(begun);
      this.add(begun, ctm, a, b);
      if (operator === 'm') return true;
      for (const [x, y] of [
        [a + c, b],
        [a + c, b + d],
        [a, b + d],
      ] as const)
        this.add(begun, ctm, x, y);
    } else if (operator === 'l') this.add(current, ctm, a, b);
    else if (operator === 'c' || operator === 'v' || operator === 'y') {
      this.add(current, ctm, a, b);
      this.add(current, ctm, c, d);
      if (operator === 'c') this.add(current, ctm, e, f);
      if (current !== undefined) current.hasCurves = true;
    } else return operator === 'h';
    return true;
  }

  /** The box around the whole path, for clipping: text outside of it is surely not seen. */
  get box(): Area {
    return areaOf(this.path.flatMap(({ points }) => points));
  }

  /** Ends the path: filled, stroked, both or neither. */
  paint(isFilled: boolean, isStroked: boolean, paint: Paint, after: number): void {
    for (const { points, hasCurves } of this.path) {
      const area = intersection(areaOf(points), paint.clip);
      const isThin = Math.min(area.right - area.left, area.bottom - area.top) <= THIN;
      if ((isStroked || (isFilled && isThin)) && !hasCurves) this.ruled(points, paint.clip);
      if (isFilled && !isThin)
        this.cover(area, { ...paint, isOpaque: paint.isOpaque && !hasCurves && isUpright(points) }, after);
    }
    this.path = [];
    this.points = 0;
  }

  private ruled(points: readonly (readonly [number, number])[], clip: Area): void {
    const sides = points.length === 4 ? [...points, points[0] as readonly [number, number]] : points;
    for (let i = 1; i < sides.length && this.rules.length < MAX_RULES; i++) {
      const side = areaOf([sides[i - 1], sides[i]] as [readonly [number, number], readonly [number, number]]);
      const isStraight = Math.min(side.right - side.left, side.bottom - side.top) <= THIN;
      const shown = intersection(side, clip);
      if (isStraight && shown.right >= shown.left && shown.bottom >= shown.top) this.rules.push(shown);
    }
  }

  /** A picture in the unit square of `ctm` (8.9.5). */
  picture(ctm: Matrix, paint: Paint, after: number): void {
    const corners = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ].map(([x, y]) => this.display(...apply(ctm, x as number, y as number)));
    const area = intersection(areaOf(corners), paint.clip);
    this.cover(area, { ...paint, isOpaque: paint.isOpaque && isUpright(corners) }, after);
  }

  private cover(area: Area, { isOpaque, isWhite }: Paint, after: number): void {
    if (isEmpty(area)) return;
    if (this.areas.length >= MAX_AREAS) throw new Refusal('PDF_TOO_LARGE', 'painted areas of a page');
    this.areas.push({ ...area, after, hides: isOpaque, isWhite });
  }

  /** Calls `use` for every glyph whose middle lies in the area; `order` is sorted by the middles' height. */
  private under(area: Area, order: readonly Middle[], use: (index: number) => void): void {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((order[middle] as Middle).y < area.top) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < order.length; i++) {
      const { x, y, index } = order[i] as Middle;
      if (y > area.bottom) return;
      if (++this.comparisons > MAX_COMPARISONS) throw new Refusal('PDF_TOO_LARGE', 'painted areas of a page');
      if (x >= area.left && x <= area.right) use(index);
    }
  }

  /**
   * What a reader sees of glyphs painted in this order. Not seen: a glyph whose middle lies under a rectangle or a
   * picture that was painted later without transparency, and a white one under which nothing but white was painted.
   */
  seen(glyphs: readonly PaintedGlyph[]): Glyph[] {
    const order = glyphs
      .map(({ left, right, top, bottom }, index): Middle => ({ x: (left + right) / 2, y: (top + bottom) / 2, index }))
      .sort((a, b) => a.y - b.y);
    const isSeen = glyphs.map((glyph) => !glyph.isWhite);
    for (const area of this.areas)
      if (!area.isWhite)
        this.under(area, order, (index) => {
          if (index >= area.after) isSeen[index] = true;
        });
    for (const area of this.areas)
      if (area.hides)
        this.under(area, order, (index) => {
          if (index < area.after) isSeen[index] = false;
        });
    return glyphs.filter(({ isPainted }, index) => isPainted && isSeen[index]);
  }
}
