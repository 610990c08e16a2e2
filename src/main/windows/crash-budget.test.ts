import { expect, it } from 'vitest';
import { createCrashBudget } from './crash-budget';

it('allows so many crashes in the window, and again when they are long ago', () => {
  let now = 0;
  const mayGoOn = createCrashBudget(2, 1000, () => now);
  expect([mayGoOn(), mayGoOn(), mayGoOn()]).toEqual([true, true, false]);
  now = 2000;
  expect(mayGoOn()).toBe(true);
});
