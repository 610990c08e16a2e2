import type { ErrorTable } from '../../core/base';

export const LAUNCH_ERRORS = {
  LAUNCH_ARITY: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'LAUNCH_ARITY',
    reference: '',
    meaning: 'The launch command carries more or less than exactly one link after `--`.',
  },
  LAUNCH_GRAMMAR: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'LAUNCH_GRAMMAR',
    reference: '',
    meaning: 'The link is not inkwitness://launch?ticket=<compact JWS>.',
  },
} as const satisfies ErrorTable;
