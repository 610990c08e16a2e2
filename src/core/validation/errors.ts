import type { ErrorTable } from '../base';

const finding = (reference: string, meaning: string) =>
  ({ retryable: false, httpStatus: 422, messageKey: 'documentNotValid', reference, meaning }) as const;

/** Codes of a report's reasons; what cannot be opened at all keeps the code of core/pdf. */
export const VALIDATION_ERRORS = {
  VALIDATION_NO_SIGNATURE: finding('EN 319 102-1 5.1.1', 'The file holds no signature.'),
  VALIDATION_TOO_MANY_SIGNATURES: finding('', 'The file holds more than 64 signatures.'),
  VALIDATION_BYTES_AFTER_EOF: finding('ISO 32000-2 7.5.5', 'Bytes stand after the last end-of-file marker.'),
  VALIDATION_SUB_FILTER: finding('EN 319 142-1 5.2', 'The signature has a SubFilter that is not understood.'),
  VALIDATION_BYTE_RANGE: finding(
    'ISO 32000-2 12.8.1, EN 319 142-1 6.3',
    'ByteRange does not start at 0, overlaps, passes the end of the file, or its gap is not exactly Contents.',
  ),
  VALIDATION_NOT_A_REVISION: finding('ISO 32000-2 12.8.1', 'ByteRange does not end where a revision ends.'),
  VALIDATION_CONTENTS: finding('ISO 32000-2 12.8.3.3', 'Contents holds no readable DER SignedData, or more than that.'),
  VALIDATION_ATTRIBUTES_NOT_DER: finding('RFC 5652 5.3, X.690 11.6', 'The signed attributes are no DER SET OF.'),
  VALIDATION_CONTENT_TYPE: finding('RFC 5652 11.1', 'The content-type attribute is missing or not id-data.'),
  VALIDATION_HASH: finding('EN 319 102-1 5.2.7', 'The signed bytes were changed: their digest is another.'),
  VALIDATION_SIGNATURE: finding('EN 319 102-1 5.2.7', 'The signature value does not verify.'),
  VALIDATION_ALGORITHM_UNKNOWN: finding(
    'EN 319 102-1 5.2.7',
    'An algorithm or a kind of key that is not verified here.',
  ),
  VALIDATION_WEAK_ALGORITHM: finding(
    'EN 319 102-1 5.2.8, ETSI TS 119 312 V2.1.1',
    'An algorithm or key size was not reliable any more at the time at which its use is proven.',
  ),
  VALIDATION_ALGORITHM_MISMATCH: finding('RFC 6211', 'The protected algorithms are others than the ones used.'),
  VALIDATION_ATTRIBUTE_FORBIDDEN: finding(
    'EN 319 142-1 6.3',
    'The signature has an attribute that PAdES baseline signatures must not have.',
  ),
  VALIDATION_ATTRIBUTE_REPEATED: finding('RFC 5652 5.3', 'An attribute comes twice: readers may take either.'),
  VALIDATION_COUNTER_SIGNATURE: finding('RFC 5652 11.4', 'There is a counter-signature, which was not verified.'),
  VALIDATION_POLICY_UNKNOWN: finding(
    'EN 319 102-1 5.2.4',
    'The signature names a signature policy, which is not at hand.',
  ),
  VALIDATION_CERTIFICATE_UNBOUND: finding(
    'ISO 32000-1 12.8.3.3',
    'A signature of the older kind, which does not fix its certificate.',
  ),
  VALIDATION_TOO_LARGE: finding('', 'The signature is over the file itself, which is too large to verify at once.'),
  VALIDATION_NO_CERTIFICATE: finding('EN 319 102-1 5.2.3', 'The signing certificate is not in the signature.'),
  VALIDATION_ESS_MISSING: finding('EN 319 142-1 6.3', 'No signing-certificate-v2 attribute binds the certificate.'),
  VALIDATION_ESS_MISMATCH: finding('RFC 5035 4', 'signing-certificate-v2 names another certificate.'),
  VALIDATION_SIGNING_TIME_PRESENT: finding('EN 319 142-1 6.3', 'signing-time is present, which PAdES forbids.'),
  VALIDATION_NO_CLAIMED_TIME: finding('EN 319 142-1 6.3', 'The signature dictionary has no readable /M.'),
  VALIDATION_NO_CHAIN: finding('EN 319 102-1 5.2.6', 'No certificate path leads to a given trust anchor.'),
  VALIDATION_CHAIN: finding('RFC 5280 6.1', 'A certificate of the path breaks a rule.'),
  VALIDATION_EXPIRED: finding('EN 319 102-1 5.2.6', 'A certificate was not valid at the best signature time.'),
  VALIDATION_NOT_YET_VALID: finding('EN 319 102-1 5.5.4', 'The signature is older than its certificate.'),
  VALIDATION_REVOKED: finding(
    'EN 319 102-1 5.2.6.4, 5.5.4',
    'A certificate was revoked before the signature provably existed.',
  ),
  VALIDATION_REVOCATION_UNKNOWN: finding(
    'EN 319 102-1 5.2.6',
    'Evidence was asked for that no certificate is revoked, and is missing for one of them.',
  ),
  VALIDATION_SEAL: finding('GB/T 38540 6.3', 'The electronic seal itself is not what its maker signed.'),
  VALIDATION_SEAL_SIGNER: finding('GB/T 38540 7.3', 'The signer is not in the list of those who may use the seal.'),
  VALIDATION_SEAL_MAKER: finding(
    'GB/T 38540 6.3',
    "No valid certificate path leads from the seal's maker to a given trust anchor.",
  ),
  VALIDATION_SEAL_PERIOD: finding('GB/T 38540 6.3', 'The seal was not valid at the best signature time.'),
  VALIDATION_TIME_STAMP_IMPRINT: finding('RFC 3161 2.4.2', 'The time-stamp was made for other data.'),
  VALIDATION_TIME_STAMP: finding(
    'RFC 3161 2.3, 2.4.2',
    'The time-stamp does not verify or its authority is not trusted.',
  ),
  VALIDATION_TIME_STAMP_AHEAD: finding('EN 319 102-1 5.5.4', 'The time-stamp lies in the future.'),
  VALIDATION_TIME_PENDING: finding('EN 319 142-1 6.3', 'There is no trusted time-stamp: the time is only claimed.'),
  VALIDATION_TIME_BY_DOCUMENT: finding(
    'EN 319 142-1 6.3',
    'The signature has no time-stamp of its own: a document time-stamp proves since when it exists.',
  ),
  VALIDATION_MODIFIED: finding('ISO 32000-2 12.8.2.2', 'A later revision changed what must not change.'),
  VALIDATION_CHANGES_UNKNOWN: finding('ISO 32000-2 12.8.2.2', 'Later revisions could not be compared.'),
  VALIDATION_FIELD_CHANGED: finding(
    'ISO 32000-2 12.8.2.2',
    'A field that showed something when it was signed shows something else now.',
  ),
  VALIDATION_FIELD_FILLED: finding('ISO 32000-2 12.8.2.2', 'A field was filled in after this signature.'),
  VALIDATION_ANNOTATED: finding('ISO 32000-2 12.8.2.2', 'An annotation was painted on a page after this signature.'),
  VALIDATION_DRAWN_OVER: finding('ISO 32000-2 12.8.2.2', 'A later signature is drawn over words of the page.'),
  VALIDATION_PREPARED: finding(
    'ISO 32000-2 12.8.1',
    'The signed revision holds content that is switched off, hidden, unreferenced or scripted.',
  ),
  VALIDATION_CERTIFICATION: finding('ISO 32000-2 12.8.2.2, 12.8.6', 'The certification is not the first signature.'),
  VALIDATION_DOCUMENT_BINDING: finding(
    'draft-ietf-lamps-one-signature-certs 3.2',
    'The certificate was issued for one other signature.',
  ),
  VALIDATION_EVIDENCE_UNBOUND: finding('docs/evidence-format.md 6', 'Evidence is not bound by the certificate.'),
  VALIDATION_EVIDENCE_MISSING: finding('docs/evidence-format.md 6', 'Bound evidence is not in the file.'),
  VALIDATION_EVIDENCE_MANIFEST: finding('docs/evidence-format.md 6', 'The manifest is not the bound one.'),
  VALIDATION_EVIDENCE_ENVELOPE: finding(
    'docs/evidence-format.md 6',
    'The encrypted evidence is not the bound one (A).',
  ),
  VALIDATION_EVIDENCE_DOCUMENT: finding(
    'docs/evidence-format.md 6',
    'The certificate was issued for another document.',
  ),
} as const satisfies ErrorTable;

export type ValidationCode = keyof typeof VALIDATION_ERRORS;
