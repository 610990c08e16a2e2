import type { PenCounters, PenDecoder } from '../pen-report';
import { COUNTER_MODULUS, TIME_COUNT_TICK_US } from './constants';
import { decodeReport } from './decode';

/** penDataTimeCountSequence: both counters have 16 bits. */
export const STU_COUNTERS: PenCounters = {
  timeModulus: COUNTER_MODULUS,
  tickUs: TIME_COUNT_TICK_US,
  sequenceModulus: COUNTER_MODULUS,
};

/** The pen reports of a pad, in the clear. */
export const stuPenDecoder = (): PenDecoder => ({
  decode(bytes) {
    const report = decodeReport(bytes);
    return report?.kind === 'pen' ? report : undefined;
  },
});
