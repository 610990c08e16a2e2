import type { ErrorTable } from '../base';

const damaged = (meaning: string, reference = 'ITU-T X.690 (2021)') => ({
  retryable: false,
  httpStatus: 400,
  messageKey: 'ASN1_',
  reference,
  meaning,
});

/** Codes of the DER reader. */
export const ASN1_ERRORS = {
  ASN1_TRUNCATED: damaged('An element announces more bytes than there are.', 'X.690 8.1.3'),
  ASN1_TRAILING_BYTES: damaged('Bytes follow the outermost element.', 'X.690 8.1.1'),
  ASN1_INDEFINITE_LENGTH: damaged('Indefinite length is BER, not DER.', 'X.690 10.1'),
  ASN1_LENGTH_NOT_MINIMAL: damaged('A length is not in its shortest form.', 'X.690 10.1'),
  ASN1_LENGTH_TOO_LARGE: damaged('A length needs more than six bytes.', 'X.690 8.1.3.5'),
  ASN1_HIGH_TAG_NUMBER: damaged('A tag number above 30; no structure that we read has one.', 'X.690 8.1.2.4'),
  ASN1_WRONG_FORM: damaged(
    'A string in constructed form, or a SEQUENCE or SET in primitive form.',
    'X.690 10.2, 8.9.1',
  ),
  ASN1_TOO_DEEP: damaged('Elements are nested deeper than the limit.', ''),
  ASN1_TOO_MANY_ELEMENTS: damaged('More elements than the limit.', ''),
  ASN1_TOO_LARGE: damaged('More bytes than the limit.', ''),
  ASN1_UNEXPECTED_ELEMENT: damaged(
    'An element is missing, superfluous or of another type than its structure asks for.',
  ),
  ASN1_BAD_VALUE: damaged('The content of an element breaks the rules of its type.', 'X.690 8, 10, 11'),
} as const satisfies ErrorTable;

export type Asn1ErrorCode = keyof typeof ASN1_ERRORS;
