import { describe, expect, it } from 'vitest';
import { captureOf, captureWith, sampleAt } from '../../../test/support/captures';
import { captureStatistics } from './statistics';
import { strokesOf } from './strokes';

describe('strokesOf', () => {
  it('cuts at pen up and keeps a dot', () => {
    const up = { tipSwitch: false };
    const samples = [
      sampleAt(1, 1, 0),
      sampleAt(2, 1, 1),
      sampleAt(2, 1, 2, up),
      sampleAt(9, 9, 3),
      sampleAt(9, 9, 4, up),
    ];
    expect(strokesOf({ samples }).map((stroke) => stroke.samples.length)).toEqual([2, 1]);
  });
});

describe('captureStatistics', () => {
  it('of nothing are zeros', () => {
    expect(captureStatistics(captureWith([]))).toMatchObject({
      samples: 0,
      strokes: 0,
      rateHz: 0,
      durationUs: 0,
      jitterUs: 0,
    });
  });

  it('of a steady pad: rate, strokes, nothing lost', () => {
    const statistics = captureStatistics(captureOf('wacom/stu-540/three-characters'));
    expect(statistics).toMatchObject({
      strokes: 15,
      clock: 'device',
      rateHz: 200,
      intervalUs: 5000,
      jitterUs: 0,
      lost: 0,
      gaps: 0,
      duplicates: 0,
    });
    expect(statistics.hostJitterUs).toBeGreaterThan(100);
    expect(statistics.pressureLevels).toBeGreaterThan(100);
    expect(statistics.clockDriftUs).toBeLessThan(2000);
  });

  it('counts what the sequence numbers say is missing, inside strokes and outside', () => {
    const samples = [0, 1, 4, 5]
      .map((n) => sampleAt(n, n, n))
      .concat(sampleAt(6, 6, 9, { tipSwitch: false }), sampleAt(6, 6, 9, { tipSwitch: false }));
    expect(captureStatistics(captureWith(samples))).toMatchObject({ lost: 5, lostInStroke: 2, duplicates: 1 });
  });

  it('sees a pause inside a stroke and the host drifting away from the device', () => {
    const samples = Array.from({ length: 50 }, (_, n) => sampleAt(n, n, n, { deviceTime: n * 5 + (n > 30 ? 200 : 0) }));
    expect(captureStatistics(captureWith(samples))).toMatchObject({
      gaps: 1,
      longestGapUs: 205_000,
      clockDriftUs: 200_000,
    });
  });

  it('without counters uses the host clock and says nothing of losses', () => {
    const samples = Array.from({ length: 9 }, (_, n) => {
      const { deviceTime, sequence, ...rest } = sampleAt(n, n, n);
      return rest;
    });
    const statistics = captureStatistics(captureWith(samples));
    expect(statistics.clock).toBe('host');
    expect(statistics.rateHz).toBe(200);
    expect(statistics.missingByClock).toBe(0);
    expect('lost' in statistics || 'clockDriftUs' in statistics).toBe(false);
  });

  it('without counters guesses from pauses how much is missing', () => {
    const samples = [0, 1, 2, 3, 4, 10, 11, 12].map((n) => {
      const { deviceTime, sequence, ...rest } = sampleAt(n, n, n);
      return rest;
    });
    expect(captureStatistics(captureWith(samples))).toMatchObject({
      gaps: 1,
      missingByClock: 5,
      missingInMotion: 5,
    });
  });

  it('counts samples outside the range of the device, and fits its clock', () => {
    const samples = Array.from({ length: 20 }, (_, n) => sampleAt(n === 3 ? 10_801 : n, n === 4 ? -1 : n, n));
    const statistics = captureStatistics(captureWith(samples));
    expect(statistics.outOfRange).toBe(2);
    expect(statistics.clockFit).toEqual({ offsetUs: 1000, ratePpm: 0, residualP99Us: 0 });
  });
});
