/** Content types (RFC 5652 4, 5; RFC 5083 2; RFC 3161 2.4.2). */
export const CONTENT_TYPES = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  authEnvelopedData: '1.2.840.113549.1.9.16.1.23',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

/** The same types under GM/T 0010 (GB/T 35275 6), whose syntax is PKCS #7's: read as the above. */
export const GM_CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['1.2.156.10197.6.1.4.2.1', CONTENT_TYPES.data],
  ['1.2.156.10197.6.1.4.2.2', CONTENT_TYPES.signedData],
]);

/** Attributes (RFC 5652 11; RFC 5035 5; RFC 3161 appendix A; RFC 5126 and EN 319 122-1; RFC 6211; Adobe's, ISO 32000-1 12.8.3.3.2). */
export const ATTRIBUTES = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  counterSignature: '1.2.840.113549.1.9.6',
  contentHints: '1.2.840.113549.1.9.16.2.4',
  contentIdentifier: '1.2.840.113549.1.9.16.2.7',
  contentReference: '1.2.840.113549.1.9.16.2.10',
  signaturePolicyIdentifier: '1.2.840.113549.1.9.16.2.15',
  contentTimeStamp: '1.2.840.113549.1.9.16.2.20',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  mimeType: '0.4.0.1733.2.1',
  algorithmProtection: '1.2.840.113549.1.9.52',
  revocationInfoArchival: '1.2.840.113583.1.1.8',
} as const;
