import type { ErrorTable } from '../base';

const request = (meaning: string, reference = 'RFC 3161 2.4.1') => ({
  retryable: false,
  httpStatus: 400,
  messageKey: 'TSP_',
  reference,
  meaning,
});
const token = (meaning: string, reference: string, retryable = false) => ({
  retryable,
  httpStatus: 502,
  messageKey: 'TSP_',
  reference,
  meaning,
});

/** Codes of requests, responses and tokens. */
export const TSP_ERRORS = {
  TSP_BAD_ALG: request('The hash algorithm of the imprint is unknown or too weak.'),
  TSP_BAD_REQUEST: request('The transaction is not permitted or not supported, such as an unknown version.'),
  TSP_BAD_DATA_FORMAT: request('The request breaks its syntax, or the imprint has the wrong length.'),
  TSP_UNACCEPTED_POLICY: request('The time-stamp server does not know the requested policy.'),
  TSP_UNACCEPTED_EXTENSION: request('The time-stamp server supports no extension.'),
  TSP_NOT_GRANTED: token('The time-stamp server refused.', 'RFC 3161 2.4.2', true),
  TSP_RESPONSE_DAMAGED: token('A time-stamp response or token breaks its syntax.', 'RFC 3161 2.4.2'),
  TSP_IMPRINT_MISMATCH: token('The token stamps other bytes.', 'RFC 3161 2.4.2'),
  TSP_NONCE_MISMATCH: token('The token answers another request.', 'RFC 3161 2.4.2'),
  TSP_SIGNATURE_INVALID: token("The token's signature does not verify.", 'RFC 3161 2.4.2'),
  TSP_CERTIFICATE_REFUSED: token(
    'The certificate of the time-stamp server is not trusted for this use.',
    'RFC 3161 2.3',
  ),
  TSP_TIME_OFF: token("The token's time is more than 300 s from our own.", 'RFC 3161 2.2', true),
  TSP_TOKEN_TOO_LARGE: token('The token does not fit into the room that the signature has.', 'ISO 32000-2 12.8.1'),
  TSP_NO_SOURCE: token('No time-stamp server gave a token that holds.', 'RFC 3161 2.2', true),
} as const satisfies ErrorTable;

export type TspErrorCode = keyof typeof TSP_ERRORS;
