import { type Digest, toHex } from '../base';
import { type Certificate, type CertificatePath, formatName, type RevocationEvidence } from '../pki';
import type { CertificateFacts, RevocationFacts } from './types';

/** What a report tells of a certificate. */
export const certificateFacts = (certificate: Certificate, digest: Digest): CertificateFacts => ({
  subject: formatName(certificate.subject),
  issuer: formatName(certificate.issuer),
  serial: toHex(certificate.serialNumber),
  notBefore: new Date(certificate.notBeforeMs).toISOString(),
  notAfter: new Date(certificate.notAfterMs).toISOString(),
  sha256: toHex(digest.hash('SHA-256', certificate.raw)),
});

export const pathFacts = (path: CertificatePath | undefined, digest: Digest): CertificateFacts[] =>
  (path?.certificates ?? []).map((certificate) => certificateFacts(certificate, digest));

/** What a report tells of a piece of revocation evidence; `nowMs`, the time of validation, proves nothing. */
export function revocationFacts(evidence: RevocationEvidence, nowMs: number, digest: Digest): RevocationFacts {
  const existedAt = evidence.existedAtMs < nowMs ? new Date(evidence.existedAtMs).toISOString() : null;
  const isList = 'crl' in evidence;
  const producedAtMs = isList ? evidence.crl.thisUpdateMs : evidence.ocsp.producedAtMs;
  return {
    kind: isList ? 'CRL' : 'OCSPResponse',
    issuer: isList ? formatName(evidence.crl.issuer) : null,
    producedAt: new Date(producedAtMs).toISOString(),
    sha256: toHex(digest.hash('SHA-256', isList ? evidence.crl.raw : evidence.ocsp.raw)),
    existedAt,
  };
}
