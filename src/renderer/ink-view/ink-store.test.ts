import { describe, expect, it } from 'vitest';
import { InkStore } from './ink-store';

const points = (stroke: number, end: boolean, ...triples: number[]) =>
  ({ kind: 'points', stroke, end, triples: Float32Array.from(triples), sentAtUs: 5 }) as const;

describe('ink store', () => {
  it('gathers points by stroke and forgets them on clear', () => {
    const store = new InkStore();
    store.take(points(0, false, 0.25, 0.5, 1));
    store.take(points(0, true, 0.5, 0.5, 1));
    store.take(points(1, false, 0.75, 0.5, 1));
    expect(store.strokes.map(({ points: all, ended }) => [all.length, ended])).toEqual([
      [2, true],
      [1, false],
    ]);
    store.take({ kind: 'clear' });
    expect(store.strokes).toEqual([]);
  });

  it('drops an echo when the host has sent its stroke back', () => {
    const store = new InkStore();
    store.echoPoint([0, 0, 1], true, false);
    store.echoPoint([1, 1, 1], false, true);
    store.take(points(0, false, 0, 0, 1));
    expect(store.echo.length).toBe(1);
    store.take(points(0, true, 1, 1, 1));
    expect(store.echo.length).toBe(0);
  });

  it('is not led astray by a mad sender', () => {
    const store = new InkStore();
    for (const stroke of [-1, 1e9, Number.NaN, 0.5]) store.take(points(stroke, true, 0, 0, 0));
    expect(store.strokes).toEqual([]);
    store.take(points(0, true, 0.5, 0.5));
    expect(store.strokes[0]?.points).toEqual([]);
  });

  it('tells listeners until they leave', () => {
    const store = new InkStore();
    let calls = 0;
    const leave = store.subscribe(() => calls++);
    store.take({ kind: 'hover', x: 0.5, y: 0.5 });
    leave();
    store.take({ kind: 'clear' });
    expect(calls).toBe(1);
  });
});
