import type { ErrorTable } from '../core/base';

export const CLI_ERRORS = {
  CLI_FILE_UNREADABLE: {
    retryable: false,
    httpStatus: 404,
    messageKey: 'fileUnreadable',
    reference: '',
    meaning: 'A file named on the command line is not there or may not be read.',
  },
  CLI_TRUST_UNREADABLE: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'fileUnreadable',
    reference: '',
    meaning: 'A file given with --trust holds no readable certificate.',
  },
} as const satisfies ErrorTable;

export type CliCode = keyof typeof CLI_ERRORS;
