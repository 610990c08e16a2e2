import type { ErrorTable } from '../../core/base';

const entry = (meaning: string, reference: string) =>
  ({ retryable: true, httpStatus: 502, messageKey: 'internal', reference, meaning }) as const;

/** Codes of the server's way to foreign time-stamp sources, besides those of core/tsp; they stay in log and metrics. */
export const TIME_SOURCE_ERRORS = {
  TIME_SOURCE_AWAY: entry(
    'A time-stamp source or its revocation list cannot be reached, or not in time.',
    'RFC 3161 3.4',
  ),
  TIME_SOURCE_REFUSED: entry('A time-stamp source or its revocation list answered with no 2xx.', 'RFC 3161 3.4'),
} as const satisfies ErrorTable;
