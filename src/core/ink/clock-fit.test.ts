import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockFitOf } from './clock-fit';

const ticks = Array.from({ length: 1000 }, (_, n) => n * 5000);

describe('clockFitOf', () => {
  it('finds offset and rate of two clocks', () => {
    const host = ticks.map((us) => 7_000_000 + us * 1.00012);
    expect(clockFitOf(ticks, host)).toEqual({ offsetUs: 7_000_000, ratePpm: 120, residualP99Us: 0 });
  });

  it('is not moved by late reports, and tells them', () => {
    const host = ticks.map((us, n) => 1000 + us * 0.9999 + (n % 20 === 0 ? 200_000 : 0));
    expect(clockFitOf(ticks, host)).toEqual({ offsetUs: 1000, ratePpm: -100, residualP99Us: 200_000 });
  });

  it('says nothing of few points or a clock that stands still', () => {
    expect(clockFitOf(ticks.slice(0, 7), ticks.slice(0, 7))).toBeUndefined();
    expect(clockFitOf(Array(50).fill(3), ticks.slice(0, 50))).toBeUndefined();
  });

  it('is finite whatever the clocks say', () => {
    const clock = fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { maxLength: 40 });
    fc.assert(
      fc.property(clock, clock, (device, host) => {
        const fit = clockFitOf(device, host);
        return fit === undefined || Object.values(fit).every(Number.isFinite);
      }),
    );
  });
});
