import type { InkCapture, RawArea } from './capture';
import type { PenSample } from './pen-sample';
import { strokesOf } from './strokes';

/** What a drawing needs of a sample; where a line was cut there is none of the device. */
export type DrawnSample = Pick<PenSample, 'xRaw' | 'yRaw' | 'pressureRaw'>;

/**
 * The strokes as they are drawn: cut at the edges of the place to sign, a stroke that leaves it and comes back in two. The
 * samples themselves stay whole in the capture.
 */
export function drawnStrokes({ samples, area }: Pick<InkCapture, 'samples' | 'area'>): DrawnSample[][] {
  const strokes = strokesOf({ samples }).map((stroke) => [...stroke.samples]);
  return area === undefined ? strokes : strokes.flatMap((stroke) => cut(stroke, area));
}

function cut(stroke: readonly PenSample[], area: RawArea): DrawnSample[][] {
  const pieces: DrawnSample[][] = [];
  let open: DrawnSample[] | undefined;
  const begin = (at: DrawnSample): DrawnSample[] => {
    const piece = [at];
    pieces.push(piece);
    return piece;
  };
  stroke.forEach((to, index) => {
    const from = stroke[index - 1];
    const inside = from === undefined ? (isInside(to, area) ? ([0, 1] as const) : undefined) : visible(from, to, area);
    if (inside === undefined) {
      open = undefined;
      return;
    }
    const [enters, leaves] = inside;
    if (from === undefined) open = begin(to);
    else {
      open ??= begin(between(from, to, enters));
      open.push(between(from, to, leaves));
    }
    if (leaves < 1) open = undefined;
  });
  return pieces;
}

export const isInside = ({ xRaw, yRaw }: DrawnSample, { left, top, right, bottom }: RawArea): boolean =>
  xRaw >= left && xRaw <= right && yRaw >= top && yRaw <= bottom;

/** Which part of a line lies inside, 0 at `from`, 1 at `to` (Liang and Barsky); undefined: none. */
function visible(from: DrawnSample, to: DrawnSample, area: RawArea): readonly [number, number] | undefined {
  const dx = to.xRaw - from.xRaw;
  const dy = to.yRaw - from.yRaw;
  let enters = 0;
  let leaves = 1;
  for (const [step, room] of [
    [-dx, from.xRaw - area.left],
    [dx, area.right - from.xRaw],
    [-dy, from.yRaw - area.top],
    [dy, area.bottom - from.yRaw],
  ] as const) {
    if (step === 0 && room < 0) return undefined;
    if (step < 0) enters = Math.max(enters, room / step);
    if (step > 0) leaves = Math.min(leaves, room / step);
  }
  return enters <= leaves ? [enters, leaves] : undefined;
}

function between(from: DrawnSample, to: DrawnSample, at: number): DrawnSample {
  if (at === 0) return from;
  if (at === 1) return to;
  const mix = (a: number, b: number): number => a + (b - a) * at;
  return {
    xRaw: mix(from.xRaw, to.xRaw),
    yRaw: mix(from.yRaw, to.yRaw),
    pressureRaw: mix(from.pressureRaw, to.pressureRaw),
  };
}
