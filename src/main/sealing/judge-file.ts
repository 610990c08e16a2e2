import { err, ok, type RandomAccess, type Result } from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import { type SignatureReport, type ValidationReport, validatePdf } from '../../core/validation';
import { openFile } from '../../platform/node';
import type { SealingPorts, SealingTrust } from './ports';

/** What our own reader says of a form; codes of core/pdf when it cannot be read at all. */
export const validateForm = (
  source: RandomAccess,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<ValidationReport>> =>
  validatePdf(source, {
    anchors: trust.anchors,
    nowMs: ports.clock.nowMs(),
    digest: ports.digest,
    verifier: ports.verifier,
    inflate: ports.inflate,
    checkEvidence,
  });

/** {@link validateForm} of a file on disk. */
export async function validateFile(
  path: string,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<ValidationReport>> {
  const file = await openFile(path);
  try {
    return await validateForm(file, ports, trust);
  } finally {
    await file.close();
  }
}

/**
 * Whether a finished file may count as sealed: the field's signature is TOTAL-PASSED at B-T, covers the whole file and
 * its evidence is intact; no other signature of ours is less than TOTAL-PASSED and nothing that came with the form
 * failed. SEAL_NOT_VALID names the first reason.
 */
export async function judgeSealed(
  path: string,
  fieldName: string,
  ourFields: ReadonlySet<string>,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<SignatureReport>> {
  const report = await validateFile(path, ports, trust);
  if (!report.ok) return err('SEAL_NOT_VALID', report.error.code);
  for (const signature of report.value.signatures) {
    const isOurs = ourFields.has(signature.field);
    const holds = isOurs ? signature.verdict === 'TOTAL-PASSED' : signature.verdict !== 'TOTAL-FAILED';
    if (!holds) return err('SEAL_NOT_VALID', signature.reasons.map((reason) => reason.code).join(' '));
    if (isOurs && signature.evidence.state !== 'intact')
      return err('SEAL_NOT_VALID', `evidence ${signature.evidence.state}`);
  }
  const sealed = report.value.signatures.find((signature) => signature.field === fieldName);
  if (sealed === undefined) return err('SEAL_NOT_VALID', 'signature not found');
  if (sealed.level !== 'B-T' || !sealed.coversWholeFile) return err('SEAL_NOT_VALID', `level ${sealed.level}`);
  return ok(sealed);
}
