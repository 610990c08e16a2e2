import type { InkCapture } from './capture';
import { type ClockFit, clockFitOf, quantile } from './clock-fit';
import type { PenSample } from './pen-sample';
import { strokesOf } from './strokes';

/** Numbers that tell how well a capture was recorded; kept in the manifest, never used to judge the handwriting. */
export interface CaptureStatistics {
  readonly samples: number;
  readonly strokes: number;
  readonly reports: number;
  /** From the first to the last sample, by the device's clock where it has one. */
  readonly durationUs: number;
  /** Time with the tip on the surface, same clock, and samples in that time. */
  readonly penDownUs: number;
  readonly penDownSamples: number;
  readonly clock: 'device' | 'host';
  /** Samples a second inside strokes and hover runs; 0 for fewer than two samples. */
  readonly rateHz: number;
  /** Median distance of neighbouring samples, and the 99th percentile of its deviation, same clock. */
  readonly intervalUs: number;
  readonly jitterUs: number;
  /** The same deviation by the host's clock: what the cable and the scheduler added. */
  readonly hostJitterUs: number;
  /** Pauses inside a stroke longer than three intervals. */
  readonly gaps: number;
  readonly longestGapUs: number;
  /** Reports that the sequence numbers say are missing; absent where the device does not count. */
  readonly lost?: number;
  readonly lostInStroke?: number;
  /**
   * Where the device does not count: reports that would fill the pauses inside strokes. An estimate, and too high where a
   * pen that rests sends nothing.
   */
  readonly missingByClock?: number;
  /** Those of them in pauses across which the pen went on: a pen that rests ends a pause where it began it. */
  readonly missingInMotion?: number;
  /** Neighbours with the same sequence number, or without one the same position, pressure and time. */
  readonly duplicates: number;
  /** Distinct pressures with the tip on the surface, and the largest. */
  readonly pressureLevels: number;
  readonly pressurePeakRaw: number;
  /** Samples with a coordinate or pressure that the device says it cannot have. */
  readonly outOfRange: number;
  /** Largest distance the two clocks drifted apart, after their offset at the first sample is taken away. */
  readonly clockDriftUs?: number;
  /** The line between both clocks; absent without a device clock or with fewer than 8 samples. */
  readonly clockFit?: ClockFit;
}

type Timed = (sample: PenSample) => number;

/** One pass over the samples for each figure; nothing is thrown for odd input, an empty capture gives zeros. */
export function captureStatistics(capture: InkCapture): CaptureStatistics {
  const { samples, device } = capture;
  const tick = device.deviceTickUs;
  const hasDeviceClock =
    tick !== undefined && samples.length > 0 && samples.every((sample) => sample.deviceTime !== undefined);
  const deviceUs: Timed = (sample) => (sample.deviceTime as number) * (tick as number);
  const hostUs: Timed = (sample) => sample.hostTimeUs;
  const timeUs = hasDeviceClock ? deviceUs : hostUs;
  const strokes = strokesOf(capture);
  const intervals = differences(samples, timeUs);
  const intervalUs = median(intervals);
  const inStroke = strokes.flatMap((stroke) => differences(stroke.samples, timeUs));
  const gaps = inStroke.filter((interval) => interval > 3 * intervalUs);
  const pressures = new Set(strokes.flatMap((stroke) => stroke.samples.map(({ pressureRaw }) => pressureRaw)));
  const lost = lostReports(samples);
  return {
    samples: samples.length,
    strokes: strokes.length,
    reports: capture.reports.length,
    durationUs: spanUs(samples, timeUs),
    penDownUs: strokes.reduce((sum, stroke) => sum + spanUs(stroke.samples, timeUs), 0),
    penDownSamples: strokes.reduce((sum, stroke) => sum + stroke.samples.length, 0),
    clock: hasDeviceClock ? 'device' : 'host',
    rateHz: intervalUs > 0 ? round(1_000_000 / mean(intervals.filter((interval) => interval <= 3 * intervalUs))) : 0,
    intervalUs,
    jitterUs: deviation(intervals, intervalUs),
    hostJitterUs: deviation(differences(samples, hostUs), intervalUs),
    gaps: gaps.length,
    longestGapUs: largest(gaps),
    ...(lost ?? missingByClock(strokes, timeUs, intervalUs)),
    duplicates: duplicates(samples),
    pressureLevels: pressures.size,
    pressurePeakRaw: largest([...pressures]),
    outOfRange: samples.filter((sample) => !isInRange(sample, device)).length,
    ...(hasDeviceClock ? clocks(samples, deviceUs) : {}),
  };
}

const distance = (a: PenSample, b: PenSample): number => Math.hypot(b.xRaw - a.xRaw, b.yRaw - a.yRaw);

/** A pause is three intervals or longer: a pen in motion goes further in it than two of its usual steps. */
function missingByClock(
  strokes: readonly { readonly samples: readonly PenSample[] }[],
  timeUs: Timed,
  intervalUs: number,
): { missingByClock: number; missingInMotion: number } {
  const pairs = strokes.flatMap(({ samples }) =>
    samples.slice(1).map((sample, index) => ({ before: samples[index] as PenSample, sample })),
  );
  const pauseUs = ({ before, sample }: (typeof pairs)[number]): number => timeUs(sample) - timeUs(before);
  const steps = pairs.map(({ before, sample }) => distance(before, sample)).filter((step) => step > 0);
  const usualStep = median(steps);
  let missing = 0;
  let moving = 0;
  for (const pair of pairs.filter((one) => intervalUs > 0 && pauseUs(one) > 3 * intervalUs)) {
    const count = Math.round(pauseUs(pair) / intervalUs) - 1;
    missing += count;
    if (distance(pair.before, pair.sample) > 2 * usualStep) moving += count;
  }
  return { missingByClock: missing, missingInMotion: moving };
}

const isInRange = (
  { xRaw, yRaw, pressureRaw }: PenSample,
  { xMax, yMax, pressureMax }: InkCapture['device'],
): boolean => xRaw >= 0 && xRaw <= xMax && yRaw >= 0 && yRaw <= yMax && pressureRaw >= 0 && pressureRaw <= pressureMax;

/** Undefined where the device does not count its reports. */
function lostReports(samples: readonly PenSample[]): { lost: number; lostInStroke: number } | undefined {
  if (samples.length === 0 || samples.some((sample) => sample.sequence === undefined)) return undefined;
  let lost = 0;
  let lostInStroke = 0;
  for (let i = 1; i < samples.length; i++) {
    const before = samples[i - 1] as PenSample;
    const sample = samples[i] as PenSample;
    const missing = Math.max(0, (sample.sequence as number) - (before.sequence as number) - 1);
    lost += missing;
    if (before.tipSwitch && sample.tipSwitch) lostInStroke += missing;
  }
  return { lost, lostInStroke };
}

function duplicates(samples: readonly PenSample[]): number {
  let count = 0;
  for (let i = 1; i < samples.length; i++) {
    const a = samples[i - 1] as PenSample;
    const b = samples[i] as PenSample;
    const same =
      a.sequence !== undefined && b.sequence !== undefined
        ? a.sequence === b.sequence
        : a.xRaw === b.xRaw &&
          a.yRaw === b.yRaw &&
          a.pressureRaw === b.pressureRaw &&
          a.tipSwitch === b.tipSwitch &&
          (a.deviceTime ?? a.hostTimeUs) === (b.deviceTime ?? b.hostTimeUs);
    if (same) count++;
  }
  return count;
}

function clocks(samples: readonly PenSample[], deviceUs: Timed): { clockDriftUs: number; clockFit?: ClockFit } {
  const clockFit = clockFitOf(
    samples.map(deviceUs),
    samples.map(({ hostTimeUs }) => hostTimeUs),
  );
  return { clockDriftUs: drift(samples, deviceUs), ...(clockFit ? { clockFit } : {}) };
}

function drift(samples: readonly PenSample[], deviceUs: Timed): number {
  const first = samples[0] as PenSample;
  const offset = first.hostTimeUs - deviceUs(first);
  return Math.round(largest(samples.map((sample) => Math.abs(sample.hostTimeUs - deviceUs(sample) - offset))));
}

const differences = (samples: readonly PenSample[], time: Timed): number[] =>
  samples.slice(1).map((sample, index) => time(sample) - time(samples[index] as PenSample));

const spanUs = (samples: readonly PenSample[], time: Timed): number => {
  const first = samples[0];
  const last = samples.at(-1);
  return first === undefined || last === undefined ? 0 : time(last) - time(first);
};

const round = (value: number): number => (Number.isFinite(value) ? Math.round(value * 10) / 10 : 0);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const largest = (values: readonly number[]): number => values.reduce((max, value) => Math.max(max, value), 0);

const median = (values: readonly number[]): number => quantile(values, 0.5);

/** 99th percentile of the distance from the usual interval, pauses between strokes left out. */
const deviation = (intervals: readonly number[], usualUs: number): number =>
  Math.round(
    quantile(
      intervals.filter((interval) => interval <= 3 * usualUs).map((interval) => Math.abs(interval - usualUs)),
      0.99,
    ),
  );
