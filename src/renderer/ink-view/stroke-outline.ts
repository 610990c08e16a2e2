import { getStroke } from 'perfect-freehand';
import type { Part } from '../../contracts/ipc';
import type { InkStroke } from './ink-store';

/** Where the pad lies over a canvas and how thick its pen is, pixels; a canvas may show a part of the pad only. */
export interface PadFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly pen: number;
}

/** A part of the pad that a canvas shows, and how wide that is in life, micrometres. */
export interface PadPart {
  readonly area: Part;
  readonly widthUm: number;
}

/** Pen width at full size of the box: about 1 mm on a pad of 100 mm, never thinner than an old eye can follow. */
const PEN_PART = 0.011;
/** The same where a canvas shows a part of a large pad. */
const PEN_UM = 1100;
const THINNEST = 3;

/** The pad over a canvas of this size: all of it, or the part of a pad that is a screen. */
export function padFrame(canvas: { readonly width: number; readonly height: number }, part?: PadPart): PadFrame {
  const { width, height } = canvas;
  if (part === undefined || !(part.area.width > 0 && part.area.height > 0))
    return { left: 0, top: 0, width, height, pen: Math.max(THINNEST, width * PEN_PART) };
  const { area, widthUm } = part;
  const whole = { width: width / area.width, height: height / area.height };
  const pen = Math.max(THINNEST, (width * PEN_UM) / widthUm);
  return { ...whole, left: -area.x * whole.width, top: -area.y * whole.height, pen };
}

/** Points nearer than this (pixels) add work, not shape. */
const MIN_STEP = 0.7;

/** The outline of a stroke as a path in pixels of the canvas: smoothed for the eye only. */
export function strokePath(stroke: InkStroke, frame: PadFrame): Path2D {
  const outline = getStroke(thinned(stroke, frame), {
    size: frame.pen,
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

function thinned({ points }: InkStroke, frame: PadFrame): number[][] {
  const kept: number[][] = [];
  let lastX = Number.NEGATIVE_INFINITY;
  let lastY = Number.NEGATIVE_INFINITY;
  points.forEach(([px, py, pressure], index) => {
    const x = frame.left + px * frame.width;
    const y = frame.top + py * frame.height;
    const isLast = index === points.length - 1;
    if (!isLast && Math.abs(x - lastX) < MIN_STEP && Math.abs(y - lastY) < MIN_STEP) return;
    kept.push([x, y, pressure]);
    lastX = x;
    lastY = y;
  });
  return kept;
}
