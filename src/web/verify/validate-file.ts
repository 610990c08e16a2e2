import type { RandomAccess, Result } from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import { type Certificate, fromPem, parseCertificate } from '../../core/pki';
import { type ValidationReport, validatePdf } from '../../core/validation';
import { webDigest, webInflate, webVerifier } from '../../platform/web';
import type { OpenedDocument } from './inlined';

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

/** Takes a document over the one door that the page's giver opened. The browser keeps it on its own side, not in our memory. */
export async function fetchDocument({ url, name }: OpenedDocument): Promise<File> {
  const reply = await fetch(url, { credentials: 'omit' });
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  return new File([await reply.blob()], name, { type: 'application/pdf' });
}
