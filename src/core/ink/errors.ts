import type { ErrorTable } from '../base';

/** Codes of core/ink. */
export const INK_ERRORS = {
  INK_EMPTY: {
    retryable: true,
    httpStatus: 422,
    messageKey: 'INK_EMPTY',
    reference: '',
    meaning: 'The capture has no sample with the tip on the surface.',
  },
  INK_TOO_LONG: {
    retryable: true,
    httpStatus: 422,
    messageKey: 'INK_TOO_LONG',
    reference: 'ISO/IEC 19794-7:2007 full format body',
    meaning: 'The capture has more samples, larger coordinates or longer pauses than the record can hold.',
  },
  INK_ISO_DAMAGED: {
    retryable: false,
    httpStatus: 422,
    messageKey: 'INK_ISO_DAMAGED',
    reference: 'ISO/IEC 19794-7:2007 full format',
    meaning: 'The bytes are not a whole full format record.',
  },
  INK_ISO_UNSUPPORTED: {
    retryable: false,
    httpStatus: 422,
    messageKey: 'INK_ISO_UNSUPPORTED',
    reference: 'ISO/IEC 19794-7:2007 channel descriptions',
    meaning: 'The record uses a channel attribute that cannot be read without guessing.',
  },
} as const satisfies ErrorTable;
export type InkErrorCode = keyof typeof INK_ERRORS;
