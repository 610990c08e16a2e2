import type { ErrorTable } from '../base';

/** Codes of core/finger. */
export const FINGER_ERRORS = {
  FINGER_IMAGE_SIZE: {
    retryable: true,
    httpStatus: 422,
    messageKey: 'FINGER_IMAGE_SIZE',
    reference: 'ISO/IEC 19794-4:2005 7.2',
    meaning: 'The number of bytes is not the width times the height of the image, or a side is out of bounds.',
  },
  FINGER_ISO_DAMAGED: {
    retryable: false,
    httpStatus: 422,
    messageKey: 'FINGER_ISO_DAMAGED',
    reference: 'ISO/IEC 19794-4:2005 7',
    meaning: 'The bytes are not a whole finger image record.',
  },
  FINGER_ISO_UNSUPPORTED: {
    retryable: false,
    httpStatus: 422,
    messageKey: 'FINGER_ISO_UNSUPPORTED',
    reference: 'ISO/IEC 19794-4:2005 7.1',
    meaning: 'The record is compressed, not 8 bit deep, or holds several views.',
  },
} as const satisfies ErrorTable;
export type FingerErrorCode = keyof typeof FINGER_ERRORS;
