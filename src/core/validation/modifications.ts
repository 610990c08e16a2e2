import { type ChangeKind, describeChanges, type PdfDocument } from '../pdf';
import { doubtful, failed } from './reasons';
import type { Reason } from './types';

/** As pyHanko orders them: each level allows everything before it. */
const ORDER: readonly ChangeKind[] = ['none', 'lta-updates', 'form-filling', 'annotations', 'other'];

/** ISO 32000-2 table 257: what P of the certification allows; an approval signature alone allows filling in fields. */
const ALLOWED: Readonly<Record<1 | 2 | 3, ChangeKind>> = { 1: 'lta-updates', 2: 'form-filling', 3: 'annotations' };

export interface Modifications {
  readonly kind: ChangeKind | 'unknown';
  readonly changes: readonly string[];
  readonly reason: Reason | undefined;
}

/**
 * Judges what revisions after `signed` did. `permission` is the DocMDP level in force, 2 where there is none: later
 * signatures and form fields are expected, anything a reader could see otherwise is a change of what was signed.
 */
export async function judgeModifications(
  signed: PdfDocument,
  whole: PdfDocument,
  permission: 1 | 2 | 3,
): Promise<Modifications> {
  if (signed.source.size === whole.source.size) return { kind: 'none', changes: [], reason: undefined };
  const report = await describeChanges(signed, whole);
  if (!report.ok)
    return {
      kind: 'unknown',
      changes: [],
      reason: doubtful('VALIDATION_CHANGES_UNKNOWN', 'SIG_CONSTRAINTS_FAILURE', report.error.code),
    };
  const { kind } = report.value;
  const allowed = ORDER.indexOf(kind) <= ORDER.indexOf(ALLOWED[permission]);
  const worst = report.value.changes.find((change) => change.level === kind);
  return {
    kind,
    changes: [...new Set(report.value.changes.filter(({ level }) => level !== 'none').map(({ what }) => what))],
    reason: allowed ? undefined : failed('VALIDATION_MODIFIED', 'FORMAT_FAILURE', worst?.what),
  };
}
