import type { ErrorTable } from '../../core/base';

/** Codes of the archive; the HTTP doors answer them under their own codes of contracts/api. */
export const ARCHIVE_ERRORS = {
  ARCHIVE_TOO_LARGE: {
    retryable: false,
    httpStatus: 413,
    messageKey: 'error.ARCHIVE_TOO_LARGE',
    reference: '',
    meaning: 'The upload is larger than announced or allowed.',
  },
  ARCHIVE_DIGEST_MISMATCH: {
    retryable: false,
    httpStatus: 422,
    messageKey: 'error.ARCHIVE_DIGEST_MISMATCH',
    reference: 'RFC 9530',
    meaning: 'The bytes that arrived are not those that were announced.',
  },
  ARCHIVE_UPLOAD_BROKEN: {
    retryable: true,
    httpStatus: 400,
    messageKey: 'error.ARCHIVE_UPLOAD_BROKEN',
    reference: '',
    meaning: 'The upload ended before its announced length.',
  },
} as const satisfies ErrorTable;
