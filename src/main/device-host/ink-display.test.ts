import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STU_540, sampleAt } from '../../../test/support/captures';
import type { DisplayMessage } from '../../contracts/ipc';
import { InkDisplay } from './ink-display';

type Points = Extract<DisplayMessage, { kind: 'points' }>;

describe('InkDisplay', () => {
  let got: DisplayMessage[];
  let display: InkDisplay;
  let now = 0;
  beforeEach(() => {
    vi.useFakeTimers();
    now = 0;
    got = [];
    display = new InkDisplay(() => now);
    display.add({ postMessage: (message) => got.push(message) });
  });
  afterEach(() => {
    display.close();
    vi.useRealTimers();
  });
  const points = (): Points[] => got.filter((message): message is Points => message.kind === 'points');
  const show = (n: number, tipSwitch = true): void => display.show(sampleAt(n * 108, n, n, { tipSwitch }), STU_540);

  it('the first point leaves at once, the following ones are gathered', () => {
    for (let n = 0; n < 16; n++) {
      now = n * 250;
      show(n);
      if (n % 4 === 3) vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(20);
    expect(points().map(({ triples }) => triples.length / 3)).toEqual([1, 7, 8]);
    // stamped with the arrival of the oldest point inside
    expect(points().map(({ sentAtUs }) => sentAtUs)).toEqual([0, 250, 2000]);
  });

  it('coordinates are parts of the pad, strokes are counted, the end is told once', () => {
    for (let n = 1; n <= 3; n++) show(n);
    show(4, false);
    for (let n = 5; n <= 6; n++) show(n);
    vi.advanceTimersByTime(50);
    expect(points()[0]?.triples[0]).toBeCloseTo(0.01, 5);
    const ended = points().filter(({ end }) => end);
    expect(ended.map(({ stroke }) => stroke)).toEqual([0]);
    expect(
      points()
        .filter(({ stroke }) => stroke === 1)
        .reduce((sum, { triples }) => sum + triples.length / 3, 0),
    ).toBe(2);
    expect(
      points()
        .filter(({ stroke }) => stroke === 0)
        .reduce((sum, { triples }) => sum + triples.length / 3, 0),
    ).toBe(3);
  });

  it('nothing is sent twice, nothing while nothing moves', () => {
    show(1);
    vi.advanceTimersByTime(100);
    const before = got.length;
    vi.advanceTimersByTime(100);
    expect(got).toHaveLength(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('clear starts stroke numbers anew', () => {
    show(1);
    display.clear();
    show(2);
    vi.advanceTimersByTime(20);
    expect(got.map(({ kind }) => kind)).toEqual(['points', 'clear', 'points']);
    expect(points().at(-1)?.stroke).toBe(0);
  });

  it('a screen that throws does not keep the others from seeing', () => {
    const good: DisplayMessage[] = [];
    display.add({
      postMessage: () => {
        throw new Error('closed');
      },
    });
    display.add({ postMessage: (message) => good.push(message) });
    show(1);
    expect(good).toHaveLength(1);
  });
});
