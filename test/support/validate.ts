import { must } from '../../src/core/base';
import { checkEvidence } from '../../src/core/evidence';
import type { Certificate } from '../../src/core/pki';
import { type ValidationOptions, type ValidationReport, validatePdf } from '../../src/core/validation';
import { bufferAccess, nodeDigest, nodeInflate, nodeVerifier } from '../../src/platform/node';

/** Our own verdict on bytes in memory. */
export const validate = async (
  file: Uint8Array,
  anchors: readonly Certificate[],
  nowMs: number = Date.now(),
  more: Pick<ValidationOptions, 'given' | 'revocationEvidence'> = {},
): Promise<ValidationReport> =>
  must(
    await validatePdf(bufferAccess(file), {
      anchors,
      nowMs,
      digest: nodeDigest,
      verifier: nodeVerifier,
      inflate: nodeInflate,
      checkEvidence,
      ...more,
    }),
  );
