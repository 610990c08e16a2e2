import type { ErrorTable } from '../../core/base';

/** Codes of the Node adapters. */
export const PLATFORM_ERRORS = {
  KEY_UNREADABLE: {
    retryable: false,
    httpStatus: 500,
    messageKey: 'key-unreadable',
    reference: 'RFC 5958',
    meaning: 'A private key file is damaged, of an unknown kind, or its passphrase is wrong.',
  },
  INFLATE_FAILED: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'structure-damaged',
    reference: 'RFC 1950',
    meaning: 'Compressed data is damaged or expands beyond the limit.',
  },
} as const satisfies ErrorTable;
