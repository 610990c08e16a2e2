import type { ErrorTable } from '../base';

const entry = (meaning: string, reference: string, httpStatus = 400) => ({
  retryable: false,
  httpStatus,
  messageKey: 'CMS_',
  reference,
  meaning,
});

/** Codes of SignedData and AuthEnvelopedData. */
export const CMS_ERRORS = {
  CMS_DAMAGED: entry('A CMS structure breaks the rules of its syntax.', 'RFC 5652'),
  CMS_WRONG_CONTENT_TYPE: entry('The CMS object is of another type than expected.', 'RFC 5652 3'),
  CMS_UNSUPPORTED_ALGORITHM: entry(
    'A digest, signature or encryption algorithm that is not accepted.',
    'RFC 5652 10.1',
  ),
  CMS_WEAK_ALGORITHM: entry(
    'A digest or key that is too weak to be relied on.',
    'ETSI TS 119 312 V2.1.1 table D.1, D.2',
  ),
  CMS_NO_SIGNER: entry('No signer information, or not exactly one where one is asked for.', 'RFC 5652 5.1'),
  CMS_SIGNER_CERTIFICATE_MISSING: entry("The signer's certificate is not at hand.", 'RFC 5652 5.1'),
  CMS_NO_SIGNED_ATTRIBUTES: entry('The signature has no signed attributes.', 'EN 319 122-1 5.1'),
  CMS_ATTRIBUTES_NOT_DER: entry('Signed attributes are not in the order of a DER SET OF.', 'RFC 5652 5.3'),
  CMS_CONTENT_TYPE_MISMATCH: entry('The content-type attribute differs from the content.', 'RFC 5652 11.1'),
  CMS_DIGEST_MISMATCH: entry('The message-digest attribute differs from the digest of the content.', 'RFC 5652 11.2'),
  CMS_SIGNING_CERTIFICATE_MISMATCH: entry(
    'The signing-certificate attribute is missing or names another certificate.',
    'RFC 5035 5, EN 319 122-1 5.2.2',
  ),
  CMS_SIGNATURE_INVALID: entry('The signature value does not verify.', 'RFC 5652 5.6'),
  CMS_NOT_A_RECIPIENT: entry('The key opens none of the recipients.', 'RFC 5652 6.2'),
  CMS_DECRYPTION_FAILED: entry('Wrong key or changed ciphertext: the authentication tag does not match.', 'RFC 5083 2'),
  CMS_UNSUITABLE_RECIPIENT: entry("A recipient's certificate has no RSA, P-256 or P-384 key.", 'RFC 5652 6.2', 500),
} as const satisfies ErrorTable;

export type CmsErrorCode = keyof typeof CMS_ERRORS;
