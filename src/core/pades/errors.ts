import type { ErrorTable } from '../base';

export const PADES_ERRORS = {
  PADES_BYTE_RANGE: {
    retryable: false,
    httpStatus: 422,
    messageKey: 'documentDamaged',
    reference: 'ISO 32000-2 12.8.1',
    meaning: 'A ByteRange is not two ascending ranges inside the file, the first at 0.',
  },
  PADES_CONTENTS_TOO_SMALL: {
    retryable: false,
    httpStatus: 500,
    messageKey: 'sealingFailed',
    reference: 'EN 319 142-1 5.3, ISO 32000-2 12.8.1',
    meaning: 'The CMS needs more room than the signature dictionary reserved; nothing was embedded.',
  },
  PADES_ALGORITHM: {
    retryable: false,
    httpStatus: 500,
    messageKey: 'sealingFailed',
    reference: 'RFC 5652 5.4',
    meaning: 'The document digest is not by the hash of the signer’s algorithm.',
  },
  PADES_CERTIFICATE_MISMATCH: {
    retryable: false,
    httpStatus: 502,
    messageKey: 'sealingFailed',
    reference: 'RFC 5035 3',
    meaning: 'The certificate is not for the key that signs.',
  },
  PADES_TIME_STAMP_MISMATCH: {
    retryable: true,
    httpStatus: 502,
    messageKey: 'timePending',
    reference: 'RFC 3161 2.4.2',
    meaning: 'The time-stamp authority answered for other data.',
  },
} as const satisfies ErrorTable;

export type PadesCode = keyof typeof PADES_ERRORS;
