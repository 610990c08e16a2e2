import type { ErrorTable } from '../../core/base';

/** Codes of what the hospital set. */
export const SETTINGS_ERRORS = {
  SETTINGS_UNREADABLE: {
    retryable: false,
    httpStatus: 503,
    messageKey: 'error.SETTINGS_UNREADABLE',
    reference: '',
    meaning: 'A file of settings, or a setting that must not be passed over, is not what it must be.',
  },
} as const satisfies ErrorTable;
