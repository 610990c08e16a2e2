import type { ErrorTable } from '../base';

const entry = (meaning: string, reference: string, httpStatus = 400) => ({
  retryable: false,
  httpStatus,
  messageKey: 'PKI_',
  reference,
  meaning,
});

/** Codes of certificates and their paths. */
export const PKI_ERRORS = {
  PKI_CERTIFICATE_DAMAGED: entry('A certificate breaks the rules of its structure.', 'RFC 5280 4.1'),
  PKI_UNSUPPORTED_KEY: entry('A public key of a kind that is not used here.', 'RFC 3279, RFC 5480'),
  PKI_UNSUPPORTED_ALGORITHM: entry('A signature algorithm that is not accepted.', 'RFC 5280 4.1.1.2'),
  PKI_WEAK_ALGORITHM: entry('An algorithm or key size that may not be relied on any more.', 'ETSI TS 119 312 V2.1.1'),
  PKI_TEMPLATE_VIOLATED: entry('A certificate request does not fit its template.', '', 500),
  PKI_EVENT_BINDING_DAMAGED: entry('The event binding extension is not as documented.', 'docs/evidence-format.md'),
  PKI_NO_PATH: entry('No chain of issuers leads to a trust anchor.', 'RFC 5280 6.1'),
  PKI_SIGNATURE_INVALID: entry(
    "A certificate's signature does not verify with its issuer's key.",
    'RFC 5280 6.1.3 (a)(1)',
  ),
  PKI_NOT_YET_VALID: entry('A certificate is used before its validity.', 'RFC 5280 6.1.3 (a)(2)'),
  PKI_EXPIRED: entry('A certificate is used after its validity.', 'RFC 5280 6.1.3 (a)(2)'),
  PKI_NOT_A_CA: entry('An issuer is not marked as a certification authority.', 'RFC 5280 6.1.4 (k)'),
  PKI_PATH_TOO_LONG: entry('More intermediate certificates than an issuer allows.', 'RFC 5280 6.1.4 (l), (m)'),
  PKI_KEY_USAGE: entry('The key usage does not allow this use.', 'RFC 5280 4.2.1.3'),
  PKI_EXTENDED_KEY_USAGE: entry('The extended key usage does not allow this use.', 'RFC 5280 4.2.1.12, RFC 3161 2.3'),
  PKI_REVOCATION_DAMAGED: entry(
    'A revocation list or OCSP response breaks the rules of its structure.',
    'RFC 5280 5.1, RFC 6960 4.2',
  ),
  PKI_UNKNOWN_CRITICAL_EXTENSION: entry('A critical extension is not understood.', 'RFC 5280 4.2'),
} as const satisfies ErrorTable;

export type PkiErrorCode = keyof typeof PKI_ERRORS;
