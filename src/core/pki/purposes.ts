import { KEY_PURPOSES, type KeyUsage } from './oids';

/** What the end-entity certificate of a path is used for. */
export type CertificatePurpose =
  | 'document-signing'
  | 'time-stamping'
  | 'request-signing'
  | 'evidence-recipient'
  | 'server-authentication'
  | 'any';

export interface PurposeRule {
  /** One of these bits, where the certificate has a keyUsage at all (RFC 5280 4.2.1.3). */
  readonly keyUsage?: readonly KeyUsage[];
  /** One of these purposes, where the certificate has an extendedKeyUsage at all. */
  readonly extendedKeyUsage?: readonly string[];
  /** The extension must be there, critical, and name one purpose (RFC 3161 2.3). */
  readonly soleCriticalPurpose?: boolean;
}

export const PURPOSE_RULES: Readonly<Record<CertificatePurpose, PurposeRule>> = {
  'document-signing': {
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extendedKeyUsage: [
      KEY_PURPOSES.documentSigning,
      KEY_PURPOSES.emailProtection,
      KEY_PURPOSES.microsoftDocumentSigning,
      KEY_PURPOSES.adobeAuthenticDocuments,
      KEY_PURPOSES.any,
    ],
  },
  'time-stamping': {
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extendedKeyUsage: [KEY_PURPOSES.timeStamping],
    soleCriticalPurpose: true,
  },
  'request-signing': { keyUsage: ['digitalSignature'], extendedKeyUsage: [KEY_PURPOSES.clientAuth, KEY_PURPOSES.any] },
  'evidence-recipient': { keyUsage: ['keyEncipherment', 'keyAgreement'] },
  'server-authentication': { extendedKeyUsage: [KEY_PURPOSES.serverAuth, KEY_PURPOSES.any] },
  any: {},
};
