import { describe, expect, it } from 'vitest';
import type { ActView, DisplayMessage } from '../../contracts/ipc';
import { isPadApart, PadGuard } from './pad-guard';

const points = (stroke: number, ms: number): DisplayMessage => ({
  kind: 'points',
  stroke,
  end: false,
  triples: new Float32Array(3),
  sentAtUs: ms * 1000,
});

describe('a press while a pad signs', () => {
  it('is the pad’s if it is a pen’s, or a mouse’s that begins with a stroke; never a finger’s or a key’s', () => {
    const guard = new PadGuard();
    expect(guard.isOfPad('mouse', 1000)).toBe(false);
    guard.take(points(0, 1000));
    // the stroke goes on: its later points are no beginning
    guard.take(points(0, 1500));
    expect([900, 960, 1000, 1070, 1100, 1500].map((ms) => guard.isOfPad('mouse', ms))).toEqual([
      ...[false, true, true, true],
      ...[false, false],
    ]);
    expect(['pen', 'touch', ''].map((type) => guard.isOfPad(type, 1000))).toEqual([true, false, false]);
    guard.take(points(1, 2000));
    guard.take({ kind: 'clear' });
    guard.take(points(0, 3000));
    expect([1000, 2000, 3000].map((ms) => guard.isOfPad('mouse', ms))).toEqual([true, true, true]);
  });

  it('remembers no more than it needs', () => {
    const guard = new PadGuard();
    for (let stroke = 0; stroke < 100; stroke++) guard.take(points(stroke, stroke * 1000));
    expect([0, 83_000, 84_000, 99_000].map((ms) => guard.isOfPad('mouse', ms))).toEqual([false, false, true, true]);
  });
});

it('a pad is apart from the screens unless it is one: a pen display writes on the screen that it presses', () => {
  const ink = { source: 'pad', padHasScreen: false } as ActView['ink'];
  const screen = { width: 800, height: 480, busy: false };
  const isApart = (more: Partial<ActView['ink']>, step: ActView['step'] = 'sign'): boolean =>
    isPadApart({ step, ink: { ...ink, ...more } } as ActView);
  expect(isApart({})).toBe(true);
  expect(isApart({ padHasScreen: true, padScreen: screen })).toBe(true);
  expect(isApart({ padHasScreen: true })).toBe(true);
  expect(isApart({ padHasScreen: true, onScreen: true })).toBe(false);
  expect(isApart({ source: 'pointer' })).toBe(false);
  expect(isApart({}, 'review')).toBe(false);
  expect(isPadApart(undefined)).toBe(false);
});
