import type { ErrorTable } from '../../core/base';

export const IPC_ERRORS = {
  IPC_WRONG_SENDER: {
    retryable: false,
    httpStatus: 403,
    messageKey: 'IPC_WRONG_SENDER',
    reference: '',
    meaning: 'The message does not come from the top frame of one of our windows at app://kiosk.',
  },
  IPC_WRONG_WINDOW: {
    retryable: false,
    httpStatus: 403,
    messageKey: 'IPC_WRONG_WINDOW',
    reference: '',
    meaning: 'This window may not send this intent.',
  },
  IPC_UNKNOWN_INTENT: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'IPC_UNKNOWN_INTENT',
    reference: '',
    meaning: 'No intent of the contract has this name.',
  },
  IPC_BAD_PAYLOAD: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'IPC_BAD_PAYLOAD',
    reference: '',
    meaning: 'The payload does not have the shape of the contract.',
  },
  IPC_BUG: {
    retryable: true,
    httpStatus: 500,
    messageKey: 'IPC_BUG',
    reference: '',
    meaning: 'Something threw that should not have; the log has it under the correlation id.',
  },
} as const satisfies ErrorTable;
