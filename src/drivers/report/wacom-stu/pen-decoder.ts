import type { PenCounters, PenDecoder } from '../pen-report';
import { COUNTER_MODULUS, OPTION_MODE, type OptionMode, TIME_COUNT_TICK_US } from './constants';
import { decodeReport } from './decode';

const TIME = { timeModulus: COUNTER_MODULUS, tickUs: TIME_COUNT_TICK_US };

/** What the reports of an option mode carry; both counters have 16 bits. */
export const stuCounters = (mode: OptionMode): PenCounters | undefined =>
  mode === OPTION_MODE.none
    ? undefined
    : mode === OPTION_MODE.timeCount
      ? TIME
      : { ...TIME, sequenceModulus: COUNTER_MODULUS };

/** The pen reports of a pad, in the clear; `mode` says what penDataOption carries. */
export const stuPenDecoder = (mode: OptionMode): PenDecoder => ({
  decode(bytes) {
    const report = decodeReport(bytes, mode);
    return report?.kind === 'pen' ? report : undefined;
  },
});
