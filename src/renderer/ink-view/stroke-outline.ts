import { getStroke } from 'perfect-freehand';
import type { InkStroke } from './ink-store';

export interface DrawBox {
  readonly width: number;
  readonly height: number;
}

/** Pen width at full size of the box: about 1 mm on a pad of 100 mm, never thinner than an old eye can follow. */
const penWidth = ({ width }: DrawBox): number => Math.max(3, width * 0.011);
/** Points nearer than this (pixels) add work, not shape. */
const MIN_STEP = 0.7;

/** The outline of a stroke as a path in pixels of `box`: smoothed for the eye only. */
export function strokePath(stroke: InkStroke, box: DrawBox): Path2D {
  const outline = getStroke(thinned(stroke, box), {
    size: penWidth(box),
    thinning: 0.55,
    smoothing: 0.5,
    streamline: 0.2,
    simulatePressure: false,
    last: stroke.ended,
  });
  const path = new Path2D();
  outline.forEach(([x = 0, y = 0], index) => {
    const [nextX = x, nextY = y] = outline[(index + 1) % outline.length] ?? [];
    if (index === 0) path.moveTo((x + nextX) / 2, (y + nextY) / 2);
    else path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  });
  path.closePath();
  return path;
}

function thinned({ points }: InkStroke, box: DrawBox): number[][] {
  const kept: number[][] = [];
  let lastX = Number.NEGATIVE_INFINITY;
  let lastY = Number.NEGATIVE_INFINITY;
  points.forEach(([px, py, pressure], index) => {
    const x = px * box.width;
    const y = py * box.height;
    const isLast = index === points.length - 1;
    if (!isLast && Math.abs(x - lastX) < MIN_STEP && Math.abs(y - lastY) < MIN_STEP) return;
    kept.push([x, y, pressure]);
    lastX = x;
    lastY = y;
  });
  return kept;
}
