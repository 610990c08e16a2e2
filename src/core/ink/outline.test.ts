import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCapture, captureOf, captureWith, sampleAt, TRACES } from '../../../test/support/captures';
import { must } from '../base';
import { type InkOutline, inkOutline } from './outline';

const BOX = { width: 180, height: 60 };
const asPdf = (outline: InkOutline): string =>
  outline.shapes
    .map((shape) =>
      shape.kind === 'polygon'
        ? `${shape.points.map(([x, y], i) => `${x} ${y} ${i === 0 ? 'm' : 'l'}`).join('\n')}\nh f`
        : `${shape.width} w\n${shape.points.map(([x, y], i) => `${x} ${y} ${i === 0 ? 'm' : 'l'}`).join('\n')}\nS`,
    )
    .join('\n');
const pointsOf = (outline: InkOutline) => outline.shapes.flatMap((shape) => shape.points);

describe('inkOutline', () => {
  it.each([...TRACES, 'wacom/stu-430v/single-stroke'])('%s stays under 4 KB deflated, as estimated', (trace) => {
    const outline = must(inkOutline(captureOf(trace), BOX));
    const bytes = deflateSync(asPdf(outline)).length;
    expect(bytes).toBeLessThan(4096);
    expect(bytes).toBeLessThanOrEqual(outline.estimatedBytes);
    expect(outline.estimatedBytes).toBeLessThanOrEqual(4096);
  });

  it('draws real proportions, and never larger than true size', () => {
    const square = [sampleAt(1000, 1000, 0), sampleAt(3000, 1000, 1), sampleAt(3000, 3000, 2)];
    const outline = must(inkOutline(captureWith(square), { width: 500, height: 500 }));
    expect(outline.pointsPerUm).toBeCloseTo(72 / 25_400, 10);
    const xs = pointsOf(outline).map(([x]) => x);
    const ys = pointsOf(outline).map(([, y]) => y);
    const width = Math.max(...xs) - Math.min(...xs);
    expect(Math.max(...ys) - Math.min(...ys)).toBeCloseTo(width, 1);
    // 2000 units of 10 um are 20 mm, 56.69 points, and the line itself
    expect(width).toBeGreaterThan(56.6);
    expect(width).toBeLessThan(59);
  });

  it('y runs down as on the pad, or up when asked', () => {
    const high = captureWith([sampleAt(5000, 100, 0), sampleAt(5000, 3000, 1), sampleAt(2000, 3000, 2)]);
    const start = (outline: InkOutline): number => outline.shapes[0]?.points[0]?.[1] as number;
    expect(start(must(inkOutline(high, BOX)))).toBeLessThan(10);
    expect(start(must(inkOutline(high, { ...BOX, yAxis: 'up' })))).toBeGreaterThan(50);
  });

  it('keeps a dot, refuses nothing at all', () => {
    const dot = must(inkOutline(captureWith([sampleAt(50, 50, 0)]), BOX));
    expect(dot.shapes).toHaveLength(1);
    expect(inkOutline(captureWith([sampleAt(1, 1, 0, { tipSwitch: false })]), BOX)).toMatchObject({
      error: { code: 'INK_EMPTY' },
    });
  });

  it('pressure makes the line wider', () => {
    const line = (pressureRaw: number) =>
      captureWith([sampleAt(1000, 1000, 0, { pressureRaw }), sampleAt(9000, 1000, 1, { pressureRaw })]);
    const tall = (capture: ReturnType<typeof line>): number => {
      const ys = pointsOf(must(inkOutline(capture, { width: 600, height: 600 }))).map(([, y]) => y);
      return Math.max(...ys) - Math.min(...ys);
    };
    expect(tall(line(1023))).toBeGreaterThan(1.7 * tall(line(50)));
  });

  it('any writing lies inside the box, with finite numbers', () => {
    fc.assert(
      fc.property(anyCapture, (capture) => {
        const outline = inkOutline(capture, BOX);
        if (!outline.ok) return outline.error.code === 'INK_EMPTY';
        return pointsOf(outline.value).every(([x, y]) => x >= -1 && x <= 181 && y >= -1 && y <= 61);
      }),
      { numRuns: 200 },
    );
  });
});
