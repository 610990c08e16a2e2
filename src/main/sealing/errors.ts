import type { ErrorTable } from '../../core/base';

const entry = (code: string, retryable: boolean, meaning: string, reference = '') => ({
  retryable,
  httpStatus: 500,
  messageKey: `error.${code}`,
  reference,
  meaning,
});

/** Codes of sealing, besides those of the rooms that it leads through (PDF_, CMS_, TSP_, PADES_, SERVER_, API_, CERT_). */
export const SEALING_ERRORS = {
  SEAL_CERTIFICATE_MISMATCH: entry(
    'SEAL_CERTIFICATE_MISMATCH',
    false,
    'The certificate is not for the key, the document or the evidence of this act.',
    'docs/evidence-format.md 6',
  ),
  SEAL_NOT_VALID: entry(
    'SEAL_NOT_VALID',
    false,
    'Our own reader does not find every signature of the finished file TOTAL-PASSED; the file was not kept.',
    'EN 319 102-1 5.1.3',
  ),
  SEAL_BASE_CHANGED: entry('SEAL_BASE_CHANGED', false, 'The working file is not the one that the act was prepared on.'),
  SEAL_WRITE: entry('SEAL_WRITE', true, 'The disk did not take the sealed file; nothing was replaced.'),
  SEAL_FONT_MISSING: entry('SEAL_FONT_MISSING', false, 'The font for captions is not where it was installed.'),
  SEAL_IMAGE_UNREADABLE: entry(
    'SEAL_IMAGE_UNREADABLE',
    false,
    'The picture of the seam seal is not a PNG that can be read.',
    'ISO/IEC 15948',
  ),
  SEAL_BOX_TOO_SMALL: entry('SEAL_BOX_TOO_SMALL', false, 'The place on the form has no room for a signature.'),
} as const satisfies ErrorTable;
