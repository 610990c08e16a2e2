/** A point of the drawing with its pen width; PDF points. */
export interface InkPoint {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * Ramer-Douglas-Peucker over position and width: a point stays where leaving it out would move the line, or change its
 * width, by more than `tolerance`. First and last point always stay. Iterative, so that a long stroke cannot overflow.
 */
export function simplify(points: readonly InkPoint[], tolerance: number): InkPoint[] {
  if (points.length <= 2) return [...points];
  const keep = new Uint8Array(points.length);
  keep[0] = 1;
  keep[points.length - 1] = 1;
  const work: (readonly [number, number])[] = [[0, points.length - 1]];
  for (let range = work.pop(); range !== undefined; range = work.pop()) {
    const [from, to] = range;
    const { at, distance } = farthest(points, from, to);
    if (distance <= tolerance) continue;
    keep[at] = 1;
    work.push([from, at], [at, to]);
  }
  return points.filter((_, index) => keep[index] === 1);
}

function farthest(points: readonly InkPoint[], from: number, to: number): { at: number; distance: number } {
  const a = points[from] as InkPoint;
  const b = points[to] as InkPoint;
  let at = from;
  let distance = 0;
  for (let i = from + 1; i < to; i++) {
    const d = distanceToSegment(points[i] as InkPoint, a, b);
    if (d > distance) {
      distance = d;
      at = i;
    }
  }
  return { at, distance };
}

/** Half the width counts: it moves each edge by half of its change. */
function distanceToSegment(p: InkPoint, a: InkPoint, b: InkPoint): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2));
  const width = a.width + t * (b.width - a.width);
  const ex = p.x - a.x - t * dx;
  const ey = p.y - a.y - t * dy;
  // not Math.hypot: this is the innermost loop, and nothing here can overflow
  return Math.sqrt(ex * ex + ey * ey) + Math.abs(p.width - width) / 2;
}
