import type { Indication, SignatureReport, ValidationReport } from '../core/validation';
import type { ReportWordKey } from './report-words';

/** Shape and colour of a verdict. */
export type Tone = 'passed' | 'doubt' | 'failed' | 'unreadable';

export interface Sentence {
  readonly tone: Tone;
  readonly key: ReportWordKey;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A judged file, or the code of why it could not be opened. */
export type Judged =
  | { readonly ok: true; readonly value: ValidationReport }
  | { readonly ok: false; readonly error: { readonly code: string } };

export const TONES: Readonly<Record<Indication, Tone>> = {
  'TOTAL-PASSED': 'passed',
  INDETERMINATE: 'doubt',
  'TOTAL-FAILED': 'failed',
};

/** What says that bytes are not the signed ones any more. */
const CHANGED = new Set(['VALIDATION_HASH', 'VALIDATION_MODIFIED', 'VALIDATION_BYTES_AFTER_EOF']);

/** Without a root neither the signer's nor the time-stamp's certificate leads anywhere. */
const UNTRUSTED = new Set(['VALIDATION_NO_CHAIN', 'VALIDATION_TIME_STAMP']);

type Doubts = readonly SignatureReport['reasons'][];

const isOnlyTrust = (doubts: Doubts): boolean =>
  doubts.every(
    (codes) =>
      codes.length === 0 ||
      (codes.some(({ code }) => code === 'VALIDATION_NO_CHAIN') && codes.every(({ code }) => UNTRUSTED.has(code))),
  );

const isOnlyAge = (doubts: Doubts): boolean =>
  doubts.every((codes) => codes.every(({ subIndication }) => subIndication?.startsWith('OUT_OF_BOUNDS_')));

function doubtOf(report: ValidationReport): ReportWordKey {
  if (report.signatures.length === 0) return 'verdict.doubt.none';
  const doubts = report.signatures.map(({ reasons }) => reasons.filter(({ indication }) => indication));
  if (report.reasons.length > 0 || doubts.every((codes) => codes.length === 0)) return 'verdict.doubt.other';
  if (isOnlyTrust(doubts)) return 'verdict.doubt.trust';
  return isOnlyAge(doubts) ? 'verdict.doubt.expired' : 'verdict.doubt.other';
}

/** Acts of people: an archive time-stamp is nobody's signature. */
export const isAct = ({ level }: SignatureReport): boolean => level !== 'document-time-stamp';

/** The one sentence that stands above everything. */
export function sentenceOf(judged: Judged): Sentence {
  if (!judged.ok) return { tone: 'unreadable', key: 'verdict.unreadable', values: { code: judged.error.code } };
  const { verdict, signatures, reasons } = judged.value;
  const count = signatures.filter(isAct).length || signatures.length;
  if (verdict === 'TOTAL-PASSED')
    return { tone: 'passed', key: count === 1 ? 'verdict.passed.one' : 'verdict.passed.many', values: { count } };
  if (verdict === 'INDETERMINATE') return { tone: 'doubt', key: doubtOf(judged.value), values: {} };
  const all = [...reasons, ...signatures.flatMap((one) => one.reasons)];
  const changed = all.some(({ code, indication }) => indication === 'TOTAL-FAILED' && CHANGED.has(code));
  return { tone: 'failed', key: changed ? 'verdict.failed.changed' : 'verdict.failed.other', values: {} };
}
