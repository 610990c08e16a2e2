import type { ErrorTable } from '../../core/base';

const entry = (meaning: string, reference: string) =>
  ({ retryable: true, httpStatus: 500, messageKey: 'internal', reference, meaning }) as const;

/** Codes of long-term preservation; they stay in the log, the file as sealed is handed out meanwhile. */
export const PRESERVATION_ERRORS = {
  PRESERVATION_NO_TIME: entry('The time-stamp unit gave no token for the document time-stamp.', 'RFC 3161 2.4.2'),
  PRESERVATION_LEVEL: entry('The extended file does not validate, or not at its level.', 'EN 319 142-1 6.1'),
} as const satisfies ErrorTable;
