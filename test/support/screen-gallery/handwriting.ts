import type { DisplayMessage } from '../../../src/contracts/ipc';

/** Our own hand: strokes of 王建国 as corner points in a grid of 300 x 100, pen-down order. */
const STROKES: readonly (readonly (readonly [number, number])[])[] = [
  [
    [18, 22],
    [40, 19],
    [66, 18],
  ],
  [
    [24, 50],
    [44, 47],
    [62, 46],
  ],
  [
    [41, 20],
    [43, 48],
    [42, 80],
  ],
  [
    [10, 84],
    [44, 79],
    [78, 80],
  ],
  [
    [122, 20],
    [140, 17],
    [152, 22],
    [148, 34],
    [134, 46],
    [120, 50],
  ],
  [
    [118, 34],
    [142, 32],
    [164, 30],
  ],
  [
    [122, 62],
    [140, 58],
    [156, 57],
  ],
  [
    [138, 10],
    [140, 40],
    [139, 72],
  ],
  [
    [104, 30],
    [112, 40],
    [103, 52],
    [113, 66],
    [98, 82],
  ],
  [
    [96, 66],
    [112, 82],
    [140, 90],
    [176, 88],
  ],
  [
    [206, 20],
    [204, 56],
    [206, 90],
  ],
  [
    [207, 20],
    [236, 17],
    [268, 18],
    [270, 54],
    [266, 90],
  ],
  [
    [220, 36],
    [238, 34],
    [254, 34],
  ],
  [
    [222, 54],
    [238, 52],
    [252, 52],
  ],
  [
    [237, 35],
    [238, 54],
    [237, 74],
  ],
  [
    [246, 60],
    [250, 64],
    [254, 69],
  ],
  [
    [216, 76],
    [238, 74],
    [258, 74],
  ],
  [
    [207, 89],
    [238, 88],
    [266, 88],
  ],
];

/** Points along each stroke (Catmull-Rom through the corners), pressure rising and falling, in 0..1 of the pad. */
export function handwriting(strokes = STROKES.length): DisplayMessage[] {
  return STROKES.slice(0, strokes).map((corners, stroke) => ({
    kind: 'points',
    stroke,
    end: stroke < strokes - 1 || strokes === STROKES.length,
    triples: Float32Array.from(
      alongCurve(corners).flatMap(([x, y, pressure]) => [0.1 + (x / 300) * 0.8, 0.18 + (y / 100) * 0.62, pressure]),
    ),
    sentAtUs: 1,
  }));
}

function alongCurve(corners: readonly (readonly [number, number])[]): [number, number, number][] {
  const points: [number, number, number][] = [];
  const steps = 14;
  for (let at = 0; at < corners.length - 1; at++) {
    const [p0, p1, p2, p3] = [at - 1, at, at + 1, at + 2].map(
      (i) => corners[Math.max(0, Math.min(corners.length - 1, i))]!,
    );
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const curve = (k: 0 | 1) =>
        0.5 *
        (2 * p1![k] +
          (p2![k] - p0![k]) * t +
          (2 * p0![k] - 5 * p1![k] + 4 * p2![k] - p3![k]) * t * t +
          (3 * p1![k] - p0![k] - 3 * p2![k] + p3![k]) * t * t * t);
      const along = (at + t) / (corners.length - 1);
      points.push([curve(0), curve(1), 0.35 + 0.5 * Math.sin(Math.PI * Math.min(1, along * 1.1 + 0.05))]);
    }
  }
  return points;
}

/** The same ink as SVG paths in a box, for a prepared revision. */
export const handwritingPaths = (): string[] =>
  STROKES.map((corners) =>
    alongCurve(corners)
      .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
      .join(' '),
  );
