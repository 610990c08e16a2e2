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
  CLI_REPORT_UNWRITABLE: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'fileUnreadable',
    reference: '',
    meaning: 'A file given with --report cannot be written.',
  },
  CLI_OUT_UNUSABLE: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'fileUnreadable',
    reference: '',
    meaning: 'What is given with --out cannot be made: a folder that is none, or a recording that is there already.',
  },
  CLI_STATION_UNKNOWN: {
    retryable: false,
    httpStatus: 404,
    messageKey: 'stationUnknown',
    reference: '',
    meaning: 'A station given with --station or a ward given with --ward is not in hospital/config.json.',
  },
  CLI_OUT_IS_SOURCE: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'fileUnreadable',
    reference: '',
    meaning: 'The folder given with --out is the one that is read: sealed forms would replace their sources.',
  },
  CLI_NO_HOSPITAL: {
    retryable: false,
    httpStatus: 404,
    messageKey: 'fileUnreadable',
    reference: '',
    meaning: 'The folder given with --home holds no hospital: the signing server makes it at its first start.',
  },
  CLI_OPERATOR_TAKEN: {
    retryable: false,
    httpStatus: 409,
    messageKey: 'fileUnreadable',
    reference: '',
    meaning: 'There is an operator of this name already.',
  },
  CLI_NO_SUCH_OPERATOR: {
    retryable: false,
    httpStatus: 404,
    messageKey: 'fileUnreadable',
    reference: '',
    meaning: 'There is no operator of this name.',
  },
  CLI_PASSWORD_UNFIT: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'fileUnreadable',
    reference: 'NIST SP 800-63B 3.1.1.2',
    meaning: 'The password read from standard input has fewer than 12 or more than 256 characters.',
  },
} as const satisfies ErrorTable;

export type CliCode = keyof typeof CLI_ERRORS;
