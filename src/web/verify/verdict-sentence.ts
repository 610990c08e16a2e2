import type { Result } from '../../core/base';
import type { ValidationReport } from '../../core/validation';
import type { WordKey } from './words-catalogue';

export type Tone = 'passed' | 'doubt' | 'failed' | 'unreadable';

export interface Sentence {
  readonly tone: Tone;
  readonly key: WordKey;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What says that bytes are not the signed ones any more. */
const CHANGED = new Set(['VALIDATION_HASH', 'VALIDATION_MODIFIED', 'VALIDATION_BYTES_AFTER_EOF']);

/** Without a root neither the signer's nor the time-stamp's certificate leads anywhere. */
const UNTRUSTED = new Set(['VALIDATION_NO_CHAIN', 'VALIDATION_TIME_STAMP']);

function doubtOf(report: ValidationReport): WordKey {
  if (report.signatures.length === 0) return 'verdict.doubt.none';
  const doubts = report.signatures.map(({ reasons }) => reasons.filter(({ indication }) => indication));
  const onlyTrust =
    report.reasons.length === 0 &&
    doubts.some((codes) => codes.length > 0) &&
    doubts.every(
      (codes) =>
        codes.length === 0 ||
        (codes.some(({ code }) => code === 'VALIDATION_NO_CHAIN') && codes.every(({ code }) => UNTRUSTED.has(code))),
    );
  return onlyTrust ? 'verdict.doubt.trust' : 'verdict.doubt.other';
}

/** The one sentence that stands above everything. */
export function sentenceOf(result: Result<ValidationReport>): Sentence {
  if (!result.ok) return { tone: 'unreadable', key: 'verdict.unreadable', values: { code: result.error.code } };
  const { verdict, signatures, reasons } = result.value;
  const count = signatures.length;
  if (verdict === 'TOTAL-PASSED')
    return { tone: 'passed', key: count === 1 ? 'verdict.passed.one' : 'verdict.passed.many', values: { count } };
  if (verdict === 'INDETERMINATE') return { tone: 'doubt', key: doubtOf(result.value), values: {} };
  const all = [...reasons, ...signatures.flatMap((one) => one.reasons)];
  const changed = all.some(({ code, indication }) => indication === 'TOTAL-FAILED' && CHANGED.has(code));
  return { tone: 'failed', key: changed ? 'verdict.failed.changed' : 'verdict.failed.other', values: {} };
}
