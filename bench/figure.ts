/** What the command line asks of every file. */
export interface BenchOptions {
  /** How long a stream goes on. */
  readonly minutes: number;
}

/** One line of the bench table: what was measured, beside a floor or a peer of the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What physics asks for in this run (copying, hashing, the browser's own path), in the same unit. */
  readonly floor?: number;
  /** The best-known library doing the same in this run, in the same unit. */
  readonly peer?: number;
  readonly ratioToFloor?: number;
  readonly ratioToPeer?: number;
  /** The aim in words, e.g. `at most 2x of the floor`. */
  readonly aim?: string;
  readonly met?: boolean;
}

/** Ratio rounded to two decimals. */
export const ratio = (value: number, base: number): number => Math.round((value / base) * 100) / 100;

/** Middle value of the runs. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** The value below which `part` of the values lie: 0.99 for p99, 0.25 for the lower quartile. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};
