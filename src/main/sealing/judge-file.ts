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
    timeStampAnchors: trust.timeStampAnchors ?? [],
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

/** No signature of ours is less than TOTAL-PASSED with intact evidence, and nothing that came with the form failed. */
async function judgeAll(
  path: string,
  ourFields: ReadonlySet<string>,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<readonly SignatureReport[]>> {
  const report = await validateFile(path, ports, trust);
  if (!report.ok) return err('SEAL_NOT_VALID', report.error.code);
  for (const signature of report.value.signatures) {
    const isOurs = ourFields.has(signature.field);
    const holds = isOurs ? signature.verdict === 'TOTAL-PASSED' : signature.verdict !== 'TOTAL-FAILED';
    if (!holds) return err('SEAL_NOT_VALID', signature.reasons.map((reason) => reason.code).join(' '));
    if (isOurs && signature.evidence.state !== 'intact')
      return err('SEAL_NOT_VALID', `evidence ${signature.evidence.state}`);
  }
  return ok(report.value.signatures);
}

/**
 * Whether a finished file may count as sealed: every signature of ours holds, the field's is one of B-B or B-T and
 * covers the whole file. SEAL_NOT_VALID names the first reason.
 */
export async function judgeSealed(
  path: string,
  fieldName: string,
  ourFields: ReadonlySet<string>,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<SignatureReport & { readonly level: 'B-B' | 'B-T' }>> {
  const judged = await judgeAll(path, ourFields, ports, trust);
  if (!judged.ok) return judged;
  const sealed = judged.value.find((signature) => signature.field === fieldName);
  if (sealed === undefined) return err('SEAL_NOT_VALID', 'signature not found');
  const { level } = sealed;
  if ((level !== 'B-B' && level !== 'B-T') || !sealed.coversWholeFile) return err('SEAL_NOT_VALID', `level ${level}`);
  return ok({ ...sealed, level });
}

/** Whether a closing document time-stamp covers the whole file and proves the time of every signature of ours. */
export async function judgeClosed(
  path: string,
  ourFields: ReadonlySet<string>,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<void>> {
  const judged = await judgeAll(path, ourFields, ports, trust);
  if (!judged.ok) return judged;
  const last = judged.value.at(-1);
  const closes =
    last?.level === 'document-time-stamp' && last.verdict === 'TOTAL-PASSED' && last.coversWholeFile === true;
  if (!closes) return err('SEAL_NOT_VALID', 'no document time-stamp');
  const untimed = judged.value.find((one) => ourFields.has(one.field) && one.timeSource !== 'time-stamp');
  return untimed === undefined ? ok(undefined) : err('SEAL_NOT_VALID', `level ${untimed.level}`);
}
