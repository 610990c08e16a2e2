import { type ChangeKind, type ChangeRemark, describeChanges, type PdfDocument } from '../pdf';
import { doubtful, failed, remark } from './reasons';
import type { Reason } from './types';

/** As pyHanko orders them: each level allows everything before it. */
const ORDER: readonly ChangeKind[] = ['none', 'lta-updates', 'form-filling', 'annotations', 'other'];

/** ISO 32000-2 table 257: what P of the certification allows. */
const ALLOWED: Readonly<Record<1 | 2 | 3, ChangeKind>> = { 1: 'lta-updates', 2: 'form-filling', 3: 'annotations' };

/** DocMDP level in force, or `approval` where nothing was certified: then fields may be filled in. */
export type Permission = 1 | 2 | 3 | 'approval';

export interface Modifications {
  readonly kind: ChangeKind | 'unknown';
  readonly changes: readonly string[];
  readonly reasons: readonly Reason[];
}

/**
 * What a level allows and a reader must know all the same. What was shown and is shown no more, and what is painted over
 * a page, leaves the signature without a verdict: it holds for its revision, which can be looked at, not for the file.
 */
const remarksOf = (remarks: readonly ChangeRemark[]): Reason[] =>
  remarks.map(({ kind, what }) => {
    if (kind === 'field-changed') return doubtful('VALIDATION_FIELD_CHANGED', 'SIG_CONSTRAINTS_FAILURE', what);
    if (kind === 'annotation-drawn') return doubtful('VALIDATION_ANNOTATED', 'SIG_CONSTRAINTS_FAILURE', what);
    return remark(kind === 'field-filled' ? 'VALIDATION_FIELD_FILLED' : 'VALIDATION_DRAWN_OVER', what);
  });

/** Beyond what is allowed the signature fails; a comment on a form that nobody certified leaves it without a verdict. */
function judgeLevel(kind: ChangeKind, permission: Permission, what: string | undefined): Reason[] {
  const allowed = ALLOWED[permission === 'approval' ? 2 : permission];
  if (ORDER.indexOf(kind) <= ORDER.indexOf(allowed)) return [];
  if (permission === 'approval' && kind === 'annotations')
    return [doubtful('VALIDATION_ANNOTATED', 'SIG_CONSTRAINTS_FAILURE', what)];
  return [failed('VALIDATION_MODIFIED', 'FORMAT_FAILURE', what)];
}

/**
 * Judges what revisions after `signed` did. Under `permission` later signatures and form fields are expected, and
 * anything a reader could see otherwise is a change of what was signed.
 */
export async function judgeModifications(
  signed: PdfDocument,
  whole: PdfDocument,
  permission: Permission,
): Promise<Modifications> {
  if (signed.source.size === whole.source.size) return { kind: 'none', changes: [], reasons: [] };
  const report = await describeChanges(signed, whole);
  if (!report.ok)
    return {
      kind: 'unknown',
      changes: [],
      reasons: [doubtful('VALIDATION_CHANGES_UNKNOWN', 'SIG_CONSTRAINTS_FAILURE', report.error.code)],
    };
  const { kind, changes, remarks } = report.value;
  const worst = changes.find((change) => change.level === kind);
  return {
    kind,
    changes: [...new Set(changes.filter(({ level }) => level !== 'none').map(({ what }) => what))],
    reasons: [...judgeLevel(kind, permission, worst?.what), ...remarksOf(remarks)],
  };
}
