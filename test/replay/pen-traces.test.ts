import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import {
  captureStatistics,
  decodeIso19794_7,
  encodeIso19794_7,
  inkOutline,
  type PenSample,
  penSamplesOf,
  strokesOf,
} from '../../src/core/ink';
import { captureOf, captureWith, STU_540 } from '../support/captures';

/** Recorded reports to strokes to record: a change of any of these is a change of evidence and has to be meant. */
const GOLDEN: readonly {
  trace: string;
  strokes: readonly number[];
  durationUs: number;
  record: string;
}[] = [
  {
    trace: 'wacom/stu-540/three-characters',
    strokes: [64, 66, 61, 65, 85, 57, 61, 63, 103, 41, 43, 82, 124, 57, 62],
    durationUs: 8755000,
    record: 'c283486cf3b4f6dd4f45698c95e1197acbf082c209917285093521fbbbde0497',
  },
  {
    trace: 'wacom/stu-540/cross',
    strokes: [95, 99],
    durationUs: 2030000,
    record: 'fb2cc4845a507f6a21700e60d8ec3ebecda852b9896d7a0202164b9474e379c2',
  },
  {
    trace: 'wacom/stu-540/shaky-old-hand',
    strokes: [255, 233, 240, 272, 332, 257, 254],
    durationUs: 15060000,
    record: 'b7615e7d4d8c0d458a8ec29d0152164fe19381a2c20f1ddde0fe362362f34b5b',
  },
  {
    trace: 'wacom/stu-430v/single-stroke',
    strokes: [150],
    durationUs: 1265000,
    record: '33be84353397444a4e1ede3309fb66788ecdb96bbfaaba7b258098286235c7c5',
  },
];

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('replay', () => {
  it.each(GOLDEN)('$trace', ({ trace, strokes, durationUs, record }) => {
    const capture = captureOf(trace);
    expect(strokesOf(capture).map(({ samples }) => samples.length)).toEqual(strokes);
    expect(captureStatistics(capture)).toMatchObject({ durationUs, lost: 0, duplicates: 0, gaps: 0, rateHz: 200 });
    const bytes = must(encodeIso19794_7(capture));
    expect(must(penSamplesOf(must(decodeIso19794_7(bytes))))).toEqual(capture.samples);
    expect(sha256(bytes)).toBe(record);
  });
});

const HUMAN = '../shared/data/pen-bdalab/signal.svc';

/** Rows of a BDALab .svc: x, y in millimetres, time in seconds, on the surface, azimuth, altitude, pressure 0..1. */
function humanSamples(): PenSample[] {
  const [count, ...rows] = readFileSync(HUMAN, 'utf8').trim().split(/\r?\n/);
  if (Number(count) !== rows.length) throw new Error('the recording is cut off');
  return rows.map((row, index) => {
    const [x, y, seconds, down, , , pressure] = row.trim().split(/\s+/).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const ms = Math.round(seconds * 1000);
    return {
      xRaw: Math.round(x * 100),
      yRaw: Math.round(y * 100),
      pressureRaw: Math.round(pressure * 1023),
      tipSwitch: down === 1,
      inRange: true,
      hostTimeUs: ms * 1000,
      deviceTime: ms,
      sequence: index,
    };
  });
}

describe.skipIf(!existsSync(HUMAN))('a recorded human hand (skipped where the recording is not at hand)', () => {
  const samples = existsSync(HUMAN) ? humanSamples() : [];
  const capture = captureWith(samples, { ...STU_540, xMax: 20_000, yMax: 16_000, widthUm: 200_000, heightUm: 160_000 });

  it('has the rate, pauses and pressures that a hand has', () => {
    const statistics = captureStatistics(capture);
    expect(statistics.samples).toBe(1378);
    expect(statistics.rateHz).toBeGreaterThan(120);
    expect(statistics.rateHz).toBeLessThan(140);
    expect(statistics.pressureLevels).toBeGreaterThan(100);
  });

  it('our kinematic hand moves at the speeds of that one', () => {
    const speed = (all: readonly PenSample[], umPerUnit: number): number => {
      const speeds = strokesOf({ samples: all }).flatMap(({ samples: stroke }) =>
        stroke.slice(1).map((sample, index) => {
          const before = stroke[index] as PenSample;
          const ms = Math.max(1, (sample.deviceTime ?? 0) - (before.deviceTime ?? 0));
          return (Math.hypot(sample.xRaw - before.xRaw, sample.yRaw - before.yRaw) * umPerUnit) / ms;
        }),
      );
      return speeds.sort((a, b) => a - b)[Math.floor(speeds.length / 2)] as number;
    };
    const ratio = speed(captureOf('wacom/stu-540/three-characters').samples, 10) / speed(samples, 10);
    expect(ratio).toBeGreaterThan(0.2);
    expect(ratio).toBeLessThan(8);
  });

  it('survives the record exactly, and is drawn under 4 KB', () => {
    expect(must(penSamplesOf(must(decodeIso19794_7(must(encodeIso19794_7(capture))))))).toEqual(samples);
    expect(must(inkOutline(capture, { width: 200, height: 60 })).estimatedBytes).toBeLessThanOrEqual(4096);
  });
});
