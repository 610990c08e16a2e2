/** The device's clock held against the host's: host = offsetUs + deviceUs x (1 + ratePpm / 1,000,000). */
export interface ClockFit {
  /** The host's clock at the first sample as the fit has it, microseconds; device time counts from that sample. */
  readonly offsetUs: number;
  /** How much faster the host counts than the device says of itself, parts in a million. */
  readonly ratePpm: number;
  /** 99th percentile of the distance from the line: what cable, driver and scheduler added. */
  readonly residualP99Us: number;
}

/** Fewer points fit any line. */
const FEWEST = 8;

/**
 * A line through both clocks that half of the reports may spoil without moving it far: the slope is the median over the
 * pairs that lie half a capture apart (Theil-Sen over its longest pairs, so n steps instead of n squared), the offset the
 * median of what is left. Undefined for fewer than 8 points or a device clock that stands still.
 */
export function clockFitOf(deviceUs: readonly number[], hostUs: readonly number[]): ClockFit | undefined {
  const count = Math.min(deviceUs.length, hostUs.length);
  if (count < FEWEST) return undefined;
  const start = deviceUs[0] as number;
  const half = Math.floor(count / 2);
  const slopes: number[] = [];
  for (let i = 0; i + half < count; i++) {
    const ticks = (deviceUs[i + half] as number) - (deviceUs[i] as number);
    if (ticks > 0) slopes.push(((hostUs[i + half] as number) - (hostUs[i] as number)) / ticks);
  }
  if (slopes.length === 0) return undefined;
  const slope = quantile(slopes, 0.5);
  const rest = (i: number): number => (hostUs[i] as number) - slope * ((deviceUs[i] as number) - start);
  const rests = Array.from({ length: count }, (_, i) => rest(i));
  const offset = quantile(rests, 0.5);
  return {
    offsetUs: Math.round(offset),
    ratePpm: Math.round((slope - 1) * 1_000_000),
    residualP99Us: Math.round(
      quantile(
        rests.map((value) => Math.abs(value - offset)),
        0.99,
      ),
    ),
  };
}

/** The value below which `part` (0..1) of the values lie; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
