import type { InkCapture } from './capture';
import { type CaptureStatistics, captureStatistics } from './statistics';

/** What a capture says against the pad that made it. */
export const CONFORMANCE_FINDINGS = [
  'nothing-written',
  'too-short',
  'reports-lost',
  'jumps',
  'out-of-range',
  'clocks-disagree',
  'pressure-stuck',
  'pauses',
  'slow',
  'no-pressure',
  'few-pressure-levels',
  'jitter',
  'duplicates',
] as const;
export type ConformanceFinding = (typeof CONFORMANCE_FINDINGS)[number];

/** How well a pad recorded one capture; says nothing of the handwriting. */
export interface Conformance {
  /** 100 is without fault, 0 is nothing that an examiner can use. */
  readonly score: number;
  /** What was taken off, most first. */
  readonly findings: readonly { readonly finding: ConformanceFinding; readonly cost: number }[];
}

interface Rule {
  readonly finding: ConformanceFinding;
  /** The most it can take off. */
  readonly most: number;
  readonly cost: (statistics: CaptureStatistics, device: InkCapture['device']) => number;
}

const share = (part: number, statistics: CaptureStatistics): number => part / Math.max(1, statistics.samples);
/** A clock that is 1 % off counts in another unit than its definition says; crystals stay under 200 ppm. */
const WRONG_UNIT_PPM = 10_000;
/** The rate of a shorter capture is made of scheduling noise. */
const ENOUGH_FOR_A_RATE_US = 1_000_000;
/** A hand gives dozens of levels within half a second; a dot does not tell. */
const ENOUGH_FOR_PRESSURE_US = 500_000;
/** Fewer points under the pen than this are a slip of the hand: 40 ms at 200 reports a second. */
const FEWEST_SAMPLES = 8;
/** A pad that knows less levels is a switch. */
const FEWEST_LEVELS = 16;

/**
 * What costs what. Faults that make a trace untrue can bring a capture under the floor alone; clocks that disagree cannot, for a
 * computer that is busy for a second brings that about, and nobody's hand mends it. Those of a
 * modest but honest pad (the rest: slow, no pressure, a silent resting pen) take off 50 together, so that DEFAULT_FLOOR never
 * bars such a pad.
 */
export const CONFORMANCE_RULES: readonly Rule[] = [
  { finding: 'nothing-written', most: 100, cost: ({ strokes }) => (strokes === 0 ? 100 : 0) },
  // says nothing of what a mark must look like: a cross, a circle and a dash have dozens of samples
  {
    finding: 'too-short',
    most: 60,
    cost: (s) => (s.strokes > 0 && s.penDownSamples < FEWEST_SAMPLES ? 60 : 0),
  },
  // by the device's own numbers, inside strokes: 1 % costs 10; between strokes nothing that was written is missing
  { finding: 'reports-lost', most: 70, cost: (s) => 1000 * share(s.lostInStroke ?? 0, s) },
  // where the device does not count: the pen went on during the pause, so it was not resting
  { finding: 'jumps', most: 60, cost: (s) => 1000 * share(s.missingInMotion ?? 0, s) },
  // the pad's range or its decoder is wrong: proportions cannot be trusted
  { finding: 'out-of-range', most: 70, cost: (s) => (s.outOfRange === 0 ? 0 : 10 + 1000 * share(s.outOfRange, s)) },
  { finding: 'clocks-disagree', most: 40, cost: clocksDisagree },
  // it says that it measures pressure, and tells one and the same all the time
  {
    finding: 'pressure-stuck',
    most: 60,
    cost: (s, { pressureMax }) => (isPressureTold(s, pressureMax) && s.pressureLevels <= 1 ? 60 : 0),
  },
  // by the clock only, so never more than a resting pen may cost: 1 % costs 1
  { finding: 'pauses', most: 10, cost: (s) => 100 * share((s.missingByClock ?? 0) - (s.missingInMotion ?? 0), s) },
  // 100 reports a second show tremor (up to 12 Hz) with room; each one fewer costs 0.25
  { finding: 'slow', most: 20, cost: ({ rateHz }) => (rateHz === 0 ? 0 : 0.25 * (100 - rateHz)) },
  { finding: 'no-pressure', most: 10, cost: (_, { pressureMax }) => (pressureMax === 0 ? 10 : 0) },
  {
    finding: 'few-pressure-levels',
    most: 10,
    cost: (s, { pressureMax }) => {
      const isFew = isPressureTold(s, pressureMax) && s.pressureLevels > 1 && s.pressureLevels < FEWEST_LEVELS;
      return isFew ? 10 - s.pressureLevels / 2 : 0;
    },
  },
  // 99 of 100 reports within half an interval cost nothing
  { finding: 'jitter', most: 5, cost: (s) => (s.intervalUs > 0 ? 10 * (s.jitterUs / s.intervalUs - 0.5) : 0) },
  { finding: 'duplicates', most: 5, cost: (s) => 100 * (share(s.duplicates, s) - 0.01) },
];

/** Score below which a capture is asked for again unless the hospital's policy says another. */
export const DEFAULT_FLOOR = 50;

const isPressureTold = ({ penDownUs }: CaptureStatistics, pressureMax: number): boolean =>
  pressureMax >= FEWEST_LEVELS && penDownUs > ENOUGH_FOR_PRESSURE_US;

/** A clock in the wrong unit, or reports that arrive so late that the order of things on the desk is in doubt (over 250 ms). */
function clocksDisagree({ clockFit, durationUs }: CaptureStatistics): number {
  if (clockFit === undefined) return 0;
  const wrongUnit = durationUs >= ENOUGH_FOR_A_RATE_US && Math.abs(clockFit.ratePpm) > WRONG_UNIT_PPM;
  return wrongUnit ? 40 : 20 * (clockFit.residualP99Us / 250_000 - 1);
}

/** The pad's conformance in this capture: 100 less what each rule takes off, each within its own limit. Never throws. */
export function conformanceOf(
  capture: InkCapture,
  statistics: CaptureStatistics = captureStatistics(capture),
): Conformance {
  const findings = CONFORMANCE_RULES.map(({ finding, most, cost }) => ({
    finding,
    cost: Math.round(Math.min(most, Math.max(0, cost(statistics, capture.device)))),
  }))
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost);
  const taken = findings.reduce((sum, { cost }) => sum + cost, 0);
  return { score: Math.max(0, 100 - taken), findings };
}
