import type { ErrorTable } from '../../core/base';

const entry = (code: string, retryable: boolean, meaning: string, reference = '') => ({
  retryable,
  httpStatus: 503,
  messageKey: `error.${code}`,
  reference,
  meaning,
});

/** Codes of the kiosk's way to the server, besides those that the server itself answers with (contracts/api). */
export const SERVER_CLIENT_ERRORS = {
  SERVER_AWAY: entry('SERVER_AWAY', true, 'No connection to the server could be made, or it broke.'),
  SERVER_UNTRUSTED: entry(
    'SERVER_UNTRUSTED',
    true,
    'The certificate of the server does not lead to a trusted root, has ended, or is another name’s.',
    'RFC 5280 6',
  ),
  SERVER_PIN_MISMATCH: entry('SERVER_PIN_MISMATCH', true, 'No key of the server’s path is pinned.', 'RFC 7469 2.6'),
  SERVER_CLIENT_CERTIFICATE: entry(
    'SERVER_CLIENT_CERTIFICATE',
    true,
    'The server asks for a certificate, and the system’s store has not exactly the one that is set, or the server does not take it.',
    'RFC 8446 4.4.2',
  ),
  SERVER_TIMEOUT: entry('SERVER_TIMEOUT', true, 'The server did not answer in time.'),
  SERVER_CANCELLED: entry('SERVER_CANCELLED', false, 'The kiosk itself gave the request up.'),
  SERVER_REPLY_TOO_LARGE: entry('SERVER_REPLY_TOO_LARGE', false, 'The answer is larger than its kind may be.'),
  SERVER_REPLY_UNREADABLE: entry(
    'SERVER_REPLY_UNREADABLE',
    true,
    'The answer does not have the shape of the contract: another service, or another version.',
  ),
  SERVER_SOURCE_DIFFERS: entry('SERVER_SOURCE_DIFFERS', true, 'The form that arrived is not the one announced.'),
  SERVER_NOT_ENROLLED: entry('SERVER_NOT_ENROLLED', false, 'This kiosk has not been enrolled.'),
  ENROLMENT_UNREADABLE: entry(
    'ENROLMENT_UNREADABLE',
    false,
    'enrolment.json or the device key is damaged, or one of them is gone.',
  ),
  DEVICE_KEY_SEALED: entry(
    'DEVICE_KEY_SEALED',
    false,
    'The device key is sealed by the key store of another account or machine, or the store does not answer.',
  ),
} as const satisfies ErrorTable;
