import { expect, it } from 'vitest';
import { sampleAt } from '../../../test/support/captures';
import { WritingArea } from './writing-area';

const AREA = { left: 1000, top: 1000, right: 3000, bottom: 2000 };

it('a pen that comes down beside the place to sign presses; one that comes down in it writes until it is lifted', () => {
  const area = new WritingArea(AREA);
  const tips = (...way: readonly (readonly [x: number, down: boolean])[]) =>
    way.map(([x, tipSwitch], index) => area.read(sampleAt(x, 1500, index, { tipSwitch })).tipSwitch);
  // a button, dragged through the box
  expect(tips([500, true], [1500, true], [1500, false])).toEqual([false, false, false]);
  // a signature that runs over the edge
  expect(tips([1500, true], [4000, true], [2000, true], [2000, false])).toEqual([true, true, true, false]);
  // the box has gone from under the pen: what was begun is ended first
  expect(tips([1500, true])).toEqual([true]);
  area.set({ left: -1, top: -1, right: -1, bottom: -1 });
  expect(tips([1500, true], [1500, false], [1500, true])).toEqual([true, false, false]);
});

it('changes nothing else of a sample, and nothing at all where all of the pad is for ink', () => {
  const sample = sampleAt(10, 20, 7);
  expect(new WritingArea(AREA).read(sample)).toEqual({ ...sample, tipSwitch: false });
  expect(new WritingArea().read(sample)).toBe(sample);
});
