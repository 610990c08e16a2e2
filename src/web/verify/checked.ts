import type { RandomAccess, Result } from '../../core/base';
import type { ValidationReport } from '../../core/validation';

/** One document with its judgement. */
export interface Checked {
  readonly fileName: string;
  readonly source: RandomAccess;
  readonly result: Result<ValidationReport>;
  readonly checkedAt: string;
}
