import { err, ok, type Result } from '../base';
import type { InkCapture } from './capture';
import { type DrawnSample, drawnStrokes } from './drawn-strokes';
import { type Point, strokePolygons } from './polygon';
import { type InkPoint, simplify } from './simplify';

/** Where the ink has to fit, PDF points (1/72 inch). */
export interface OutlineBox {
  readonly width: number;
  readonly height: number;
  /** Aim for the deflated drawing, bytes; default 4096. */
  readonly maxBytes?: number;
  /** 'down': origin at the top left, as core/pdf takes an appearance (default); 'up': at the bottom left as in PDF user space. */
  readonly yAxis?: 'up' | 'down';
}

/** A polygon is filled with the non-zero rule and closes itself; a polyline is stroked with round caps and joins. */
export type InkShape =
  | { readonly kind: 'polygon'; readonly points: readonly Point[] }
  | { readonly kind: 'polyline'; readonly points: readonly Point[]; readonly width: number };

export interface InkOutline {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly InkShape[];
  /** How far the drawing may lie from the samples, points. */
  readonly tolerance: number;
  /** Points of paper for a micrometre of the pad; never more than true size. */
  readonly pointsPerUm: number;
  /** What the drawing is estimated to take when deflated. */
  readonly estimatedBytes: number;
}

const TRUE_SIZE = 72 / 25_400; // PDF points in a micrometre: 72 to the inch of 25,400 um
/** Width of a pen line at true size at no and at full pressure, micrometres: a medium ball pen and a felt pen. */
const LINE_UM = { thin: 400, bold: 1100 };
/** However much a signature is shrunk, it must not look fainter than the print around it, points. */
const MIN_LINE = 0.65;
/** Number text of a drawing deflates to 0.35 (held by outline.test.ts), a little more where the hand shakes. */
const DEFLATED_PART = 0.45;
/** The least that a point takes. */
const LEAST_BYTES = 4;
const TOLERANCES = [0.06, 0.09, 0.13, 0.2, 0.3, 0.45, 0.7, 1, 1.5, 2.5];

/**
 * The ink as vector shapes in a box, in its real proportions, centred, shrunk to fit but never enlarged over true size.
 * Width follows pressure while that fits `maxBytes` at a fine tolerance; a longer signature is stroked instead, then
 * simplified more. What lies outside the capture's area is cut off. INK_EMPTY when nothing was written.
 */
export function inkOutline(capture: InkCapture, box: OutlineBox): Result<InkOutline> {
  const strokes = drawnStrokes(capture);
  if (strokes.length === 0) return err('INK_EMPTY');
  const place = placement(capture, strokes.flat(), box);
  // thinned once: every coarser drawing starts from a tenth of the points
  const finest = (TOLERANCES[0] as number) / 2;
  const lines = strokes.map((stroke) => simplify(stroke.map(place.point), finest));
  const limit = box.maxBytes ?? 4096;
  const kinds = [
    ...TOLERANCES.slice(0, 5).map((tolerance) => ({ tolerance, kind: 'polygon' }) as const),
    ...TOLERANCES.slice(1).map((tolerance) => ({ tolerance, kind: 'polyline' }) as const),
  ];
  let best: Drawing | undefined;
  for (const { tolerance, kind } of kinds) {
    const thin = lines.map((line) => simplify(line, tolerance));
    const isLast = tolerance === TOLERANCES.at(-1);
    // an outline has two points for each of the line: do not even draw what cannot fit
    const least = thin.reduce((sum, line) => sum + line.length, 0) * LEAST_BYTES * (kind === 'polygon' ? 2 : 1);
    if (least > limit && !isLast) continue;
    best = drawing(thin, tolerance, kind);
    if (best.estimatedBytes <= limit) break;
  }
  if (best === undefined) return err('INK_EMPTY');
  return ok({ width: box.width, height: box.height, pointsPerUm: place.scale, ...best });
}

function placement(capture: InkCapture, samples: readonly DrawnSample[], box: OutlineBox) {
  const { device } = capture;
  const umX = device.widthUm / Math.max(1, device.xMax);
  const umY = device.heightUm / Math.max(1, device.yMax);
  const [left, right] = range(samples.map((sample) => sample.xRaw * umX));
  const [top, bottom] = range(samples.map((sample) => sample.yRaw * umY));
  const margin = LINE_UM.bold;
  const scale = Math.min(TRUE_SIZE, box.width / (right - left + margin), box.height / (bottom - top + margin));
  const up = box.yAxis === 'up';
  const point = (sample: DrawnSample): InkPoint => {
    const x = box.width / 2 + (sample.xRaw * umX - (left + right) / 2) * scale;
    const down = box.height / 2 + (sample.yRaw * umY - (top + bottom) / 2) * scale;
    return { x, y: up ? box.height - down : down, width: lineWidth(sample, device.pressureMax, scale) };
  };
  return { scale, point };
}

/** Linear in pressure between a fine and a bold pen; the middle where the device measures none. */
function lineWidth(sample: DrawnSample, pressureMax: number, scale: number): number {
  const pressure = pressureMax > 0 ? Math.min(1, sample.pressureRaw / pressureMax) : 0.5;
  return Math.max(MIN_LINE, (LINE_UM.thin + (LINE_UM.bold - LINE_UM.thin) * pressure) * scale);
}

type Drawing = Pick<InkOutline, 'shapes' | 'tolerance' | 'estimatedBytes'>;

function drawing(lines: readonly InkPoint[][], tolerance: number, kind: InkShape['kind']): Drawing {
  const shapes = lines.flatMap((line) => (kind === 'polygon' ? polygons(line) : [polyline(line)]));
  return { shapes, tolerance, estimatedBytes: estimate(shapes) };
}

const polygons = (line: readonly InkPoint[]): InkShape[] =>
  strokePolygons(line).map((points) => ({ kind: 'polygon', points: points.map(rounded) }));

function polyline(line: readonly InkPoint[]): InkShape {
  const width = line.reduce((sum, point) => sum + point.width, 0) / line.length;
  const points = line.map((point) => rounded([point.x, point.y]));
  // a dot is a line of no length: round caps make it a disc (ISO 32000-2, 8.4.3.3)
  if (points.length === 1) points.push(points[0] as Point);
  return { kind: 'polyline', points, width: hundredth(width) };
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;
const rounded = ([x, y]: Point): Point => [hundredth(x), hundredth(y)];

/** As PDF text `x y l` a point, plus what every shape needs around it. */
function estimate(shapes: readonly InkShape[]): number {
  let text = 0;
  for (const shape of shapes) {
    text += 16;
    for (const [x, y] of shape.points) text += `${x} ${y} l\n`.length;
  }
  return Math.ceil(text * DEFLATED_PART) + 32;
}

function range(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
