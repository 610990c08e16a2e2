import { type Digest, toHex } from '../base';
import { type Certificate, formatName } from '../pki';
import type { CertificateFacts } from './types';

/** What a report tells of a certificate. */
export const certificateFacts = (certificate: Certificate, digest: Digest): CertificateFacts => ({
  subject: formatName(certificate.subject),
  issuer: formatName(certificate.issuer),
  serial: toHex(certificate.serialNumber),
  notBefore: new Date(certificate.notBeforeMs).toISOString(),
  notAfter: new Date(certificate.notAfterMs).toISOString(),
  sha256: toHex(digest.hash('SHA-256', certificate.raw)),
});
