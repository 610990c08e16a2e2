import { expect, it } from 'vitest';
import { sampleAt } from '../../../test/support/captures';
import { FreshStroke } from './fresh-stroke';

/** Tips as ink sees them, for samples 5 ms after each other. */
const tips = (fresh: FreshStroke, way: readonly boolean[], from = 0) =>
  way.map((tipSwitch, index) => fresh.read(sampleAt(1, 1, from + index, { tipSwitch })).tipSwitch);

it('a stroke under way when ink is asked for is none until it is lifted', () => {
  const fresh = new FreshStroke();
  expect(tips(fresh, [false, true, true])).toEqual([false, true, true]);
  fresh.begin();
  expect(tips(fresh, [true, true, false, true], 3)).toEqual([false, false, false, true]);
});

it('the first stroke of a pad that says nothing of a pen in the air is ink', () => {
  const fresh = new FreshStroke();
  fresh.opened(0);
  fresh.begin();
  expect(tips(fresh, [true, true])).toEqual([true, true]);
});

it('after a crash nobody knows where the pen was: what is heard at once goes on, what comes later begins', () => {
  const atOnce = new FreshStroke(true);
  atOnce.opened(0);
  atOnce.begin();
  expect(tips(atOnce, [true, true])).toEqual([false, false]);
  const later = new FreshStroke(true);
  later.opened(0);
  later.begin();
  expect(tips(later, [true, true], 250)).toEqual([true, true]);
});

it('changes nothing else of a sample', () => {
  const sample = sampleAt(10, 20, 7);
  const fresh = new FreshStroke(true);
  expect(fresh.read(sample)).toBe(sample);
  fresh.begin();
  expect(fresh.read(sample)).toEqual({ ...sample, tipSwitch: false });
});
