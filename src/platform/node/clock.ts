import type { Clock } from '../../core/base';

/** The Clock port: system wall clock and the process's monotonic clock. */
export const nodeClock: Clock = {
  nowMs: () => Date.now(),
  monotonicUs: () => Number(process.hrtime.bigint() / 1000n),
};
