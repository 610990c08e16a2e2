import type { ErrorTable } from '../../core/base';

const entry = (httpStatus: number, retryable: boolean, meaning: string, reference = '') => ({
  httpStatus,
  retryable,
  messageKey: '',
  reference,
  meaning,
});

/** Codes that the HTTP doors answer with, besides those of the core rooms. */
const TABLE = {
  API_BAD_REQUEST: entry(400, false, 'The body or a parameter does not have the shape of the contract.'),
  API_BAD_JSON: entry(400, false, 'The body is not JSON.', 'RFC 8259'),
  API_NOT_FOUND: entry(404, false, 'There is no such resource, or it is not the caller’s.'),
  API_METHOD_NOT_ALLOWED: entry(405, false, 'The resource exists, this method does not.', 'RFC 9110 15.5.6'),
  API_TOO_LARGE: entry(413, false, 'The body is larger than the limit of this resource.', 'RFC 9110 15.5.14'),
  API_MEDIA_TYPE: entry(415, false, 'The Content-Type is not the one of this resource.', 'RFC 9110 15.5.16'),
  API_IDEMPOTENCY_KEY_MISSING: entry(400, false, 'A write needs an Idempotency-Key header.'),
  API_IDEMPOTENCY_KEY_REUSED: entry(422, false, 'This Idempotency-Key was used with another request.'),
  API_IDEMPOTENCY_IN_PROGRESS: entry(409, true, 'The first request with this Idempotency-Key is still at work.'),
  API_INTERNAL: entry(500, true, 'A defect of the server; nothing was acknowledged.'),
  API_BUSY: entry(503, true, 'The server is starting, stopping or out of room.'),
  AUTH_SIGNATURE_MISSING: entry(401, false, 'The request is not signed.', 'RFC 9421'),
  AUTH_SIGNATURE_INVALID: entry(
    401,
    false,
    'The signature does not verify or does not cover what it must.',
    'RFC 9421',
  ),
  AUTH_KEY_UNKNOWN: entry(401, false, 'No active station or application has this keyid.', 'RFC 9421'),
  AUTH_CLOCK_SKEW: entry(401, true, 'The signature was made more than 300 s from the server’s time.', 'RFC 9421 2.3'),
  AUTH_REPLAYED: entry(401, false, 'This nonce was used before.', 'RFC 9421 7.2.2'),
  AUTH_CERTIFICATE_MISSING: entry(
    401,
    false,
    'The connection does not show the certificate of the station’s key (mutual TLS).',
    'RFC 8446 4.4.2',
  ),
  AUTH_FORBIDDEN: entry(403, false, 'This caller may not do this.'),
  AUTH_SIGN_IN_FAILED: entry(401, false, 'There is no operator with this name and password.'),
  AUTH_SIGN_IN_THROTTLED: entry(
    429,
    true,
    'Too many wrong passwords for this name or from this address; Retry-After says how long to wait.',
    'RFC 6585 4',
  ),
  AUTH_SESSION_ENDED: entry(401, false, 'Nobody is signed in, or the session of the operator has ended.'),
  AUTH_OTHER_ORIGIN: entry(403, false, 'The request comes from a page that is not the console’s own.', 'RFC 6454 7'),
  ENROL_CODE_INVALID: entry(403, false, 'The enrolment code is unknown, used or expired.'),
  ENROL_KEY_UNUSABLE: entry(400, false, 'The device key is not a P-256 public key.'),
  TASK_STATE_CONFLICT: entry(409, false, 'The task’s state does not allow this.'),
  TASK_CLAIMED_ELSEWHERE: entry(409, false, 'Another station has the task.'),
  TASK_SLOT_UNKNOWN: entry(422, false, 'The task has no such slot.'),
  TASK_CAPACITY_NOT_ALLOWED: entry(422, false, 'The form does not allow this capacity here.'),
  SOURCE_DIGEST_MISMATCH: entry(422, false, 'The file is not the one that was announced.'),
  SOURCE_NOT_PDF: entry(422, false, 'The file is not a PDF.', 'ISO 32000-2 7.5.2'),
  SOURCE_MISSING: entry(409, true, 'The HIS has not sent the file yet.'),
  CERT_KEY_UNUSABLE: entry(400, false, 'The one-time key is not a P-256 public key.'),
  CERT_SIGNING_TIME_TOO_OLD: entry(422, false, 'The act was prepared more than 30 days ago.'),
  CERT_KEY_REUSED: entry(409, false, 'This key was certified before; one key, one act.'),
  CERT_SLOT_LIMIT: entry(409, false, 'Too many certificates were issued for this slot.'),
  DOCUMENT_NOT_VALID: entry(422, false, 'A signature of the file is not TOTAL-PASSED.', 'EN 319 102-1'),
  DOCUMENT_LEVEL: entry(422, false, 'A signature is below the level that the task asks for.', 'EN 319 142-1 6.1'),
  DOCUMENT_NOT_BOUND: entry(422, false, 'The file or a signature does not belong to this task.'),
  DOCUMENT_INCOMPLETE: entry(422, false, 'A required slot is not signed.'),
  DOCUMENT_UNREADABLE: entry(422, false, 'The file cannot be read as a PDF.'),
  SECOND_READER_DISAGREES: entry(
    422,
    false,
    'An independent reader does not find in the file what our own found; the file is kept for inquiry.',
    'docs/adr/0020',
  ),
  SECOND_READER_UNABLE: entry(
    503,
    true,
    'The second reading did not end within its bounds of time and memory; nothing was decided.',
    'docs/adr/0020',
  ),
  TICKET_INVALID: entry(403, false, 'The launch ticket is not genuine, not for this station, or expired.', 'RFC 7515'),
  TICKET_USED: entry(409, false, 'The launch ticket was redeemed before.'),
  CLOCK_UNTRUSTED: entry(
    503,
    true,
    'The server’s clock went backwards; no time-stamps until it is right.',
    'RFC 3161 2.1',
  ),
} as const;

export type ApiErrorCode = keyof typeof TABLE;

/** The table with each code's message key filled in (`error.<code>` of the screens' catalogue). */
export const API_ERRORS: Readonly<Record<ApiErrorCode, ErrorTable[string]>> = Object.fromEntries(
  Object.entries(TABLE).map(([code, value]) => [code, { ...value, messageKey: `error.${code}` }]),
) as Record<ApiErrorCode, ErrorTable[string]>;
