import type { ErrorTable } from '../../core/base';

const entry = (meaning: string, reference: string) =>
  ({ retryable: true, httpStatus: 500, messageKey: 'internal', reference, meaning }) as const;

/** Codes of long-term preservation; they stay in the log, the file as it was is handed out meanwhile. */
export const PRESERVATION_ERRORS = {
  PRESERVATION_LEVEL: entry('The extended file does not validate, or not at its level.', 'EN 319 142-1 6.1'),
  PRESERVATION_NOT_LONGER: entry(
    'The new document time-stamp would end no later than the one it renews: the time-stamp unit needs a new certificate.',
    'EN 319 142-1 5.4.3',
  ),
} as const satisfies ErrorTable;
