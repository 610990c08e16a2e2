import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureWith, sampleAt } from '../../../test/support/captures';
import { must } from '../base';
import { drawnStrokes, isInside } from './drawn-strokes';
import { inkOutline } from './outline';

const AREA = { left: 1000, top: 1000, right: 3000, bottom: 2000 };
const line = (...points: readonly (readonly [number, number])[]) =>
  points.map(([x, y], index) => sampleAt(x, y, index));
const drawn = (...points: readonly (readonly [number, number])[]) =>
  drawnStrokes({ samples: line(...points), area: AREA }).map((stroke) => stroke.map(({ xRaw, yRaw }) => [xRaw, yRaw]));

describe('ink cut to the place to sign', () => {
  it('ends at the edge, and begins there when it comes back', () => {
    expect(drawn([2000, 1500], [4000, 1500], [4000, 1200], [2000, 1200])).toEqual([
      [
        [2000, 1500],
        [3000, 1500],
      ],
      [
        [3000, 1200],
        [2000, 1200],
      ],
    ]);
    // at once
    expect(drawn([2000, 1500], [4000, 1500], [2000, 1100])).toEqual([
      [
        [2000, 1500],
        [3000, 1500],
      ],
      [
        [3000, 1300],
        [2000, 1100],
      ],
    ]);
  });

  it('keeps a dot inside and a line that only crosses, nothing of what lies beside', () => {
    expect(drawn([2000, 1500])).toEqual([[[2000, 1500]]]);
    expect(drawn([0, 1500], [4000, 1500])).toEqual([
      [
        [1000, 1500],
        [3000, 1500],
      ],
    ]);
    expect(drawn([0, 0])).toEqual([]);
    expect(drawn([0, 900], [900, 4000], [4000, 4000])).toEqual([]);
  });

  it('is all of the ink where there is no such place', () => {
    const samples = line([0, 0], [5000, 5000]);
    expect(drawnStrokes({ samples })).toEqual([samples]);
  });

  it('never lies outside, and what was inside stays', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(points, (all) => {
        const samples = line(...all);
        const kept = drawnStrokes({ samples, area: AREA }).flat();
        const wider = { left: 999.999, top: 999.999, right: 3000.001, bottom: 2000.001 };
        expect(kept.every((sample) => isInside(sample, wider))).toBe(true);
        for (const sample of samples.filter((each) => isInside(each, AREA))) expect(kept).toContain(sample);
      }),
    );
  });

  it('is sealed at its true size: what lies outside neither shrinks nor moves it', () => {
    const box = { width: 300, height: 300 };
    const inside = line([1500, 1500], [2500, 1500], [2500, 1900]);
    const away = line([4000, 1500], [10_000, 6000]).map((sample) => ({ ...sample, sequence: 9 }));
    const lifted = sampleAt(2500, 1900, 3, { tipSwitch: false });
    const capture = { ...captureWith([...inside, lifted, ...away]), area: AREA };
    expect(must(inkOutline(capture, box)).shapes).toEqual(must(inkOutline(captureWith(inside), box)).shapes);
    expect(inkOutline({ ...captureWith(away), area: AREA }, box)).toMatchObject({ error: { code: 'INK_EMPTY' } });
  });
});
