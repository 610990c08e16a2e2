import { type Clock, type Digest, err, ok, type Result, type Verifier } from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import type { Inflate } from '../../core/pdf';
import type { Certificate } from '../../core/pki';
import { type SignatureReport, validatePdf } from '../../core/validation';
import { openFile } from '../../platform/node';
import { beginsWithForm, type StoredForm } from './begins-with-form';

export interface ArrivalPorts {
  readonly roots: readonly Certificate[];
  readonly clock: Clock;
  readonly digest: Digest;
  readonly verifier: Verifier;
  readonly inflate: Inflate;
}

export interface ArrivedTask extends StoredForm {
  readonly id: string;
}

/** A certificate that was issued for a slot of the task. */
export interface SlotCertificate {
  readonly serial: string;
  readonly slot: number;
}

export interface ArrivedDocument {
  readonly signatures: readonly {
    readonly field: string;
    readonly slot: number;
    readonly serial: string;
    readonly signedAtMs: number;
  }[];
  /** What our own reader found, in the order of signing. */
  readonly reports: readonly SignatureReport[];
}

const serialOf = (report: SignatureReport): string =>
  (report.certificate?.serial ?? '').toLowerCase().replaceAll(/[^0-9a-f]/g, '');

/**
 * Judges a sealed file as a stranger would, then against the task: it begins with the very bytes of the source, or with
 * what the source becomes when it is written anew by the same rules; every signature is TOTAL-PASSED with a time-stamp, its evidence is intact, and its certificate was issued for a slot of
 * this task, each slot once. Codes: DOCUMENT_UNREADABLE, DOCUMENT_NOT_VALID, DOCUMENT_NOT_BOUND.
 */
export async function verifyArrival(
  path: string,
  task: ArrivedTask,
  certificates: readonly SlotCertificate[],
  ports: ArrivalPorts,
): Promise<Result<ArrivedDocument>> {
  const file = await openFile(path);
  try {
    const begins = await beginsWithForm(file, path, task, ports.inflate);
    if (!begins) return err('DOCUMENT_NOT_BOUND', 'source');
    const { roots, clock, digest, verifier, inflate } = ports;
    const report = await validatePdf(file, {
      anchors: roots,
      nowMs: clock.nowMs(),
      digest,
      verifier,
      inflate,
      checkEvidence,
    });
    if (!report.ok) return err('DOCUMENT_UNREADABLE', report.error.code);
    if (report.value.signatures.length === 0) return err('DOCUMENT_NOT_VALID', 'unsigned');
    return bindSignatures(report.value.signatures, task.id, certificates);
  } finally {
    await file.close();
  }
}

function bindSignatures(
  reports: readonly SignatureReport[],
  taskId: string,
  certificates: readonly SlotCertificate[],
): Result<ArrivedDocument> {
  const bySerial = new Map(certificates.map((certificate) => [certificate.serial, certificate.slot]));
  const signatures: ArrivedDocument['signatures'][number][] = [];
  for (const report of reports) {
    if (report.verdict !== 'TOTAL-PASSED') return err('DOCUMENT_NOT_VALID', report.subIndication ?? report.verdict);
    if (report.timeSource !== 'time-stamp' || report.signingTime === null)
      return err('DOCUMENT_NOT_VALID', 'no time-stamp');
    if (report.evidence.state !== 'intact') return err('DOCUMENT_NOT_VALID', `evidence ${report.evidence.state}`);
    const serial = serialOf(report);
    const slot = bySerial.get(serial);
    if (slot === undefined) return err('DOCUMENT_NOT_BOUND', 'certificate');
    if (report.evidence.facts !== undefined && report.evidence.facts.taskId !== taskId)
      return err('DOCUMENT_NOT_BOUND', 'manifest');
    if (signatures.some((signature) => signature.slot === slot)) return err('DOCUMENT_NOT_BOUND', 'slot signed twice');
    signatures.push({ field: report.field, slot, serial, signedAtMs: Date.parse(report.signingTime) });
  }
  return ok({ signatures, reports });
}
