import type { ErrorTable } from '../../core/base';

/** Reasons for which the kiosk does not start; said on stderr, the process ends with EXIT_FORBIDDEN_SWITCH. */
export const POLICY_ERRORS = {
  SWITCH_FORBIDDEN: {
    retryable: false,
    httpStatus: 403,
    messageKey: 'SWITCH_FORBIDDEN',
    reference: '',
    meaning: 'The command line carries a switch that is not in the table of allowed switches.',
  },
  ARGUMENT_FORBIDDEN: {
    retryable: false,
    httpStatus: 403,
    messageKey: 'ARGUMENT_FORBIDDEN',
    reference: '',
    meaning: 'The command line carries an argument before `--` that is no switch.',
  },
} as const satisfies ErrorTable;
