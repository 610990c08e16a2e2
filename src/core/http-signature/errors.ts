import type { ErrorTable } from '../base';

const entry = (meaning: string, reference: string, httpStatus = 401) => ({
  retryable: false,
  httpStatus,
  messageKey: 'HTTPSIG_',
  reference,
  meaning,
});

/** Codes of signed HTTP requests. */
export const HTTP_SIGNATURE_ERRORS = {
  HTTPSIG_MISSING: entry('The request has no Signature-Input or no Signature field.', 'RFC 9421 4'),
  HTTPSIG_DAMAGED: entry('A signature field breaks the syntax of structured fields.', 'RFC 8941 3, 4; RFC 9421 4', 400),
  HTTPSIG_UNSUPPORTED_COMPONENT: entry(
    'A covered component is unknown, absent or has parameters.',
    'RFC 9421 2.5',
    400,
  ),
  HTTPSIG_NOT_COVERED: entry('The signature does not cover what it must.', 'RFC 9421 3.2.1'),
  HTTPSIG_PARAMETER_MISSING: entry('created, keyid or nonce is missing.', 'RFC 9421 2.3'),
  HTTPSIG_UNKNOWN_KEY: entry('Nobody is known by this keyid.', 'RFC 9421 3.2'),
  HTTPSIG_ALGORITHM_MISMATCH: entry("alg is not the algorithm of this keyid's key.", 'RFC 9421 3.2'),
  HTTPSIG_EXPIRED: entry('The request is too old, from the future, or past its expires.', 'RFC 9421 2.3'),
  HTTPSIG_REPLAYED: entry('The nonce was used before.', 'RFC 9421 7.2.2'),
  HTTPSIG_INVALID: entry('The signature does not verify.', 'RFC 9421 3.2'),
  HTTPSIG_DIGEST_MISSING: entry('A body without a sha-256 Content-Digest.', 'RFC 9530 2', 400),
  HTTPSIG_DIGEST_MISMATCH: entry('The body is not the one that was signed.', 'RFC 9530 2', 400),
} as const satisfies ErrorTable;

export type HttpSignatureErrorCode = keyof typeof HTTP_SIGNATURE_ERRORS;
