import { type Level, reaches } from '../../contracts/api';
import { type Clock, type Digest, err, ok, type Result, type Verifier } from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import type { Inflate } from '../../core/pdf';
import type { Certificate } from '../../core/pki';
import { type SignatureReport, validatePdf } from '../../core/validation';
import { openFile } from '../../platform/node';
import { beginsWithForm, type StoredForm } from './begins-with-form';

export interface ArrivalPorts {
  readonly roots: readonly Certificate[];
  readonly foreignTimeRoots: readonly Certificate[];
  readonly clock: Clock;
  readonly digest: Digest;
  readonly verifier: Verifier;
  readonly inflate: Inflate;
}

export interface ArrivedTask extends StoredForm {
  readonly id: string;
  /** What the finished file must be. */
  readonly level: Level;
}

/** A certificate that was issued for a slot of the task. */
export interface SlotCertificate {
  readonly serial: string;
  readonly slot: number;
}

export interface ArrivedDocument {
  /** Of every signature in it. */
  readonly level: 'B-B' | 'B-T';
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
 * what the source becomes when it is written anew by the same rules; every signature is TOTAL-PASSED, with a proof of its
 * time unless B-B was asked for, its evidence is intact, and its certificate was issued for a slot of
 * this task, each slot once. Codes: DOCUMENT_UNREADABLE, DOCUMENT_NOT_VALID, DOCUMENT_LEVEL, DOCUMENT_NOT_BOUND.
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
    const { roots, foreignTimeRoots, clock, digest, verifier, inflate } = ports;
    const report = await validatePdf(file, {
      anchors: roots,
      timeStampAnchors: foreignTimeRoots,
      nowMs: clock.nowMs(),
      digest,
      verifier,
      inflate,
      checkEvidence,
    });
    if (!report.ok) return err('DOCUMENT_UNREADABLE', report.error.code);
    if (report.value.signatures.length === 0) return err('DOCUMENT_NOT_VALID', 'unsigned');
    return bindSignatures(report.value.signatures, task, certificates);
  } finally {
    await file.close();
  }
}

function bindSignatures(
  reports: readonly SignatureReport[],
  task: { readonly id: string; readonly level: Level },
  certificates: readonly SlotCertificate[],
): Result<ArrivedDocument> {
  const bySerial = new Map(certificates.map((certificate) => [certificate.serial, certificate.slot]));
  const signatures: ArrivedDocument['signatures'][number][] = [];
  let level: ArrivedDocument['level'] = 'B-T';
  for (const report of reports) {
    if (report.verdict !== 'TOTAL-PASSED') return err('DOCUMENT_NOT_VALID', report.subIndication ?? report.verdict);
    if (report.level === 'document-time-stamp') continue;
    if (report.signingTime === null) return err('DOCUMENT_NOT_VALID', 'no time');
    if (report.timeSource !== 'time-stamp') level = 'B-B';
    if (!reaches(level, task.level === 'B-B' ? 'B-B' : 'B-T'))
      return err('DOCUMENT_LEVEL', `${level} of ${task.level}`);
    if (report.evidence.state !== 'intact') return err('DOCUMENT_NOT_VALID', `evidence ${report.evidence.state}`);
    const serial = serialOf(report);
    const slot = bySerial.get(serial);
    if (slot === undefined) return err('DOCUMENT_NOT_BOUND', 'certificate');
    if (report.evidence.facts !== undefined && report.evidence.facts.taskId !== task.id)
      return err('DOCUMENT_NOT_BOUND', 'manifest');
    if (signatures.some((signature) => signature.slot === slot)) return err('DOCUMENT_NOT_BOUND', 'slot signed twice');
    signatures.push({ field: report.field, slot, serial, signedAtMs: Date.parse(report.signingTime) });
  }
  return signatures.length === 0 ? err('DOCUMENT_NOT_VALID', 'unsigned') : ok({ level, signatures, reports });
}
