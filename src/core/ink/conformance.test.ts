import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCapture, captureOf, captureWith, STU_540, sampleAt, TRACES } from '../../../test/support/captures';
import { CONFORMANCE_RULES, conformanceOf, DEFAULT_FLOOR } from './conformance';
import type { PenSample } from './pen-sample';

const hand = (change: (n: number) => Partial<PenSample>, count = 400): PenSample[] =>
  Array.from({ length: count }, (_, n) => sampleAt(n, n, n, { pressureRaw: 300 + (n % 90), ...change(n) }));
const found = (samples: readonly PenSample[], device = STU_540) => conformanceOf(captureWith(samples, device));

describe('conformanceOf', () => {
  it.each(TRACES)('%s is without fault', (trace) => {
    expect(conformanceOf(captureOf(trace))).toEqual({ score: 100, findings: [] });
  });

  it('takes 10 off for each part in a hundred that is lost inside strokes', () => {
    const few = hand((n) => ({ sequence: n > 200 ? n + 4 : n }));
    expect(found(few)).toEqual({ score: 90, findings: [{ finding: 'reports-lost', cost: 10 }] });
    const many = hand((n) => ({ sequence: n > 200 ? n + 24 : n }));
    expect(found(many).score).toBeLessThan(DEFAULT_FLOOR);
  });

  it.each([
    ['out-of-range', hand((n) => (n < 20 ? { xRaw: 20_000 } : {})), 60],
    ['clocks-disagree', hand((n) => ({ deviceTime: n * 50 })), 40],
    ['few-pressure-levels', hand((n) => ({ pressureRaw: 500 + (n % 2) })), 9],
    ['pressure-stuck', hand(() => ({ pressureRaw: 500 })), 60],
    ['too-short', hand(() => ({}), 7), 60],
    ['duplicates', hand((n) => ({ sequence: n - (n % 2) })), 5],
  ])('names %s', (finding, samples, cost) => {
    expect(found(samples).findings).toContainEqual({ finding, cost });
  });

  it('names a slow pad without pressure or numbers that pauses, and does not bar it', () => {
    const samples = hand((n) => ({
      hostTimeUs: n * 40_000 + (n % 50 === 0 ? 19_000 : 0) + (n > 200 ? 9_000_000 : 0),
    })).map(({ sequence, deviceTime, ...rest }) => ({ ...rest, pressureRaw: 0 }));
    const { score, findings } = found(samples, { ...STU_540, pressureMax: 0 });
    expect(findings.map(({ finding }) => finding)).toEqual(['slow', 'pauses', 'no-pressure']);
    expect(score).toBeGreaterThanOrEqual(DEFAULT_FLOOR);
  });

  it('tells a pen that rests from a radio that loses, where the pad does not count', () => {
    const uncounted = (samples: readonly PenSample[]) =>
      samples.map(({ sequence, deviceTime, ...rest }) => ({ ...rest, xRaw: 10 * rest.xRaw }));
    const lossy = uncounted(hand(() => ({})).filter((_, n) => n % 40 > 4));
    const { score, findings } = found(lossy);
    expect(findings[0]).toEqual({ finding: 'jumps', cost: 60 });
    expect(score).toBeLessThan(DEFAULT_FLOOR);
    // the same pauses, and the pen goes on where it stood
    const resting = uncounted(hand((n) => ({ hostTimeUs: 5000 * n + 30_000 * Math.floor(n / 40) })));
    expect(found(resting).findings).toEqual([{ finding: 'pauses', cost: 10 }]);
  });

  it('takes a cross of two short lines, and a pad that is a switch, as they are', () => {
    const cross = hand((n) => ({ tipSwitch: n !== 5 }), 11);
    expect(found(cross)).toEqual({ score: 100, findings: [] });
    expect(
      found(
        hand(() => ({ pressureRaw: 1 })),
        { ...STU_540, pressureMax: 1 },
      ).score,
    ).toBe(100);
  });

  it('of nothing is 0', () => {
    expect(found([])).toMatchObject({
      score: 0,
      findings: [{ finding: 'nothing-written' }, ...found([]).findings.slice(1)],
    });
  });

  it('is a whole number from 0 to 100 for any writing', () => {
    fc.assert(
      fc.property(anyCapture, (capture) => {
        const { score } = conformanceOf(capture);
        return Number.isInteger(score) && score >= 0 && score <= 100;
      }),
    );
  });

  it('lets what only makes a pad modest take off no more than the default floor leaves', () => {
    const untrue = CONFORMANCE_RULES.slice(0, 7).map(({ finding }) => finding);
    expect(untrue.at(-1)).toBe('pressure-stuck');
    // no pressure and few levels of it exclude each other
    const modest = CONFORMANCE_RULES.slice(7).filter(({ finding }) => finding !== 'no-pressure');
    expect(modest.reduce((sum, { most }) => sum + most, 0)).toBeLessThanOrEqual(100 - DEFAULT_FLOOR);
  });
});
