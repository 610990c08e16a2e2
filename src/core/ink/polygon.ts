import type { InkPoint } from './simplify';

export type Point = readonly [number, number];

/** A turn sharper than this begins a new piece, whose round cap makes the joint round. */
const CUSP_COSINE = -0.2;
/** Corners of half a round cap. */
const CAP_STEPS = 4;

/** The filled outline of a stroke of varying width: closed polygons for the non-zero rule, one for each piece between cusps. */
export function strokePolygons(line: readonly InkPoint[]): Point[][] {
  const points = line.filter((point, index) => index === 0 || distance(point, line[index - 1] as InkPoint) > 1e-6);
  const first = points[0];
  if (first === undefined) return [];
  if (points.length === 1) return [circle(first)];
  return pieces(points).map(outline);
}

function pieces(points: readonly InkPoint[]): InkPoint[][] {
  const out: InkPoint[][] = [];
  let piece: InkPoint[] = [points[0] as InkPoint];
  for (let i = 1; i < points.length; i++) {
    const point = points[i] as InkPoint;
    piece.push(point);
    const next = points[i + 1];
    if (next !== undefined && cosine(points[i - 1] as InkPoint, point, next) < CUSP_COSINE) {
      out.push(piece);
      piece = [point];
    }
  }
  out.push(piece);
  return out;
}

/** Left side forward, cap, right side back, cap. */
function outline(points: readonly InkPoint[]): Point[] {
  const left: Point[] = [];
  const right: Point[] = [];
  points.forEach((point, index) => {
    const [nx, ny] = normal(points, index);
    const r = point.width / 2;
    left.push([point.x + nx * r, point.y + ny * r]);
    right.push([point.x - nx * r, point.y - ny * r]);
  });
  const end = points.at(-1) as InkPoint;
  const start = points[0] as InkPoint;
  return [...left, ...cap(end, normal(points, points.length - 1)), ...right.reverse(), ...cap(start, opposite(points))];
}

const opposite = (points: readonly InkPoint[]): Point => {
  const [nx, ny] = normal(points, 0);
  return [-nx, -ny];
};

/** Corners strictly between the end of one side and the begin of the other, turning from the normal over the tip. */
function cap(at: InkPoint, [nx, ny]: Point): Point[] {
  const corners: Point[] = [];
  for (let k = 1; k < CAP_STEPS; k++) {
    const angle = (-Math.PI * k) / CAP_STEPS;
    const c = Math.cos(angle) * (at.width / 2);
    const s = Math.sin(angle) * (at.width / 2);
    corners.push([at.x + nx * c - ny * s, at.y + nx * s + ny * c]);
  }
  return corners;
}

/** Unit normal to the left of the mean direction. */
function normal(points: readonly InkPoint[], index: number): Point {
  const here = points[index] as InkPoint;
  const [ax, ay] = direction(points[index - 1], here);
  const [bx, by] = direction(here, points[index + 1]);
  const x = ax + bx;
  const y = ay + by;
  const length = Math.hypot(x, y) || 1;
  return [-y / length, x / length];
}

function direction(a: InkPoint | undefined, b: InkPoint | undefined): Point {
  if (a === undefined || b === undefined) return [0, 0];
  const length = distance(a, b) || 1;
  return [(b.x - a.x) / length, (b.y - a.y) / length];
}

function cosine(a: InkPoint, b: InkPoint, c: InkPoint): number {
  const [ux, uy] = direction(a, b);
  const [vx, vy] = direction(b, c);
  return ux * vx + uy * vy;
}

const distance = (a: InkPoint, b: InkPoint): number => Math.hypot(a.x - b.x, a.y - b.y);

const circle = (at: InkPoint): Point[] =>
  Array.from({ length: 2 * CAP_STEPS }, (_, k) => {
    const angle = (Math.PI * k) / CAP_STEPS;
    return [at.x + (Math.cos(angle) * at.width) / 2, at.y + (Math.sin(angle) * at.width) / 2];
  });
