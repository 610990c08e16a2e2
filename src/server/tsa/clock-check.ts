import type { Clock } from '../../core/base';

/** A wall clock that moved by more than this against the monotonic clock was set by somebody or something. */
const STEP_MS = 2000;
/** What the discipline of NTP may move a clock by while it runs (500 ppm, the limit of adjtime). */
const SLEW = 0.0005;
/** After a step forward the new time must hold this long before tokens are made again. */
const SETTLE_MS = 30_000;

export type ClockVerdict = { readonly ok: true; readonly nowMs: number } | { readonly ok: false };

/**
 * Whether the wall clock may be put into a token. It may not after a step backwards, until it has passed the latest
 * time ever given out (RFC 3161 2.1: trustworthy time), nor for half a minute after a step forwards.
 */
export class ClockCheck {
  /** Both clocks when they were looked at last. */
  private last: { readonly wallMs: number; readonly monotonicMs: number };
  private latestMs: number;
  private settledAtMonotonicMs = Number.NEGATIVE_INFINITY;

  /** `latestMs`: the latest time that an earlier life may have given out. */
  constructor(
    private readonly clock: Clock,
    latestMs = 0,
  ) {
    this.last = { wallMs: clock.nowMs(), monotonicMs: clock.monotonicUs() / 1000 };
    this.latestMs = latestMs;
  }

  now(): ClockVerdict {
    const wallMs = this.clock.nowMs();
    const monotonicMs = this.clock.monotonicUs() / 1000;
    const passedMs = monotonicMs - this.last.monotonicMs;
    const movedMs = wallMs - this.last.wallMs - passedMs;
    this.last = { wallMs, monotonicMs };
    if (movedMs > STEP_MS + SLEW * passedMs) this.settledAtMonotonicMs = monotonicMs + SETTLE_MS;
    if (wallMs < this.latestMs || monotonicMs < this.settledAtMonotonicMs) return { ok: false };
    this.latestMs = wallMs;
    return { ok: true, nowMs: wallMs };
  }

  /** The latest time given out: kept over a restart. */
  get latest(): number {
    return this.latestMs;
  }
}
