import { OPTION_TIME_COUNT_SEQUENCE, REPORT } from './constants';

/** Commands as reports, before framing. The pad answers a get with the report itself, a set with setResult. */
export const getReport = (id: number): Uint8Array => Uint8Array.of(REPORT.getReport, id);
export const setPenDataOptionMode = (mode: number = OPTION_TIME_COUNT_SEQUENCE): Uint8Array =>
  Uint8Array.of(REPORT.penDataOptionMode, mode);
/** 0: soft reset; the pad is deaf for about a second, and forgets the option mode. */
export const setReset = (): Uint8Array => Uint8Array.of(REPORT.reset, 0);
export const setClearScreen = (): Uint8Array => Uint8Array.of(REPORT.clearScreen, 0);
/** The pad draws the ink on its own screen. */
export const setInkingMode = (on: boolean): Uint8Array => Uint8Array.of(REPORT.inkingMode, on ? 1 : 0);
