import type { ErrorTable } from '../../core/base';

/** Codes of the Node adapters. */
export const PLATFORM_ERRORS = {
  KEY_UNREADABLE: {
    retryable: false,
    httpStatus: 500,
    messageKey: 'KEY_',
    reference: 'RFC 5958',
    meaning: 'A private key file is damaged, of an unknown kind, or its passphrase is wrong.',
  },
} as const satisfies ErrorTable;
