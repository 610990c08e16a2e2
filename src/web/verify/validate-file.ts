import type { RandomAccess, Result } from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import { type Certificate, fromPem, parseCertificate } from '../../core/pki';
import { type ValidationReport, validatePdf } from '../../core/validation';
import { webDigest, webInflate, webVerifier } from '../../platform/web';

/** The very same judgement as `inkwitness verify`, over the browser's ports. Codes: PDF_*, VALIDATION_*. */
export const validateFile = (
  source: RandomAccess,
  anchors: readonly Certificate[],
): Promise<Result<ValidationReport>> =>
  validatePdf(source, {
    anchors,
    nowMs: Date.now(),
    digest: webDigest,
    verifier: webVerifier,
    inflate: webInflate,
    checkEvidence,
  });

/** Certificates of PEM text; damaged ones are passed over. */
export const certificatesOf = (pem: string): Certificate[] =>
  fromPem(pem)
    .filter(({ label }) => label === 'CERTIFICATE')
    .flatMap(({ der }) => {
      const certificate = parseCertificate(der);
      return certificate.ok ? [certificate.value] : [];
    });
