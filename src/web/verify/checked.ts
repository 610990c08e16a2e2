import type { RandomAccess, Result } from '../../core/base';
import type { Certificate } from '../../core/pki';
import type { ValidationReport } from '../../core/validation';

/** One document with its judgement. */
export interface Checked {
  readonly fileName: string;
  readonly source: RandomAccess;
  readonly result: Result<ValidationReport>;
  /** Trust anchors of this judgement. */
  readonly certificates: readonly Certificate[];
  readonly checkedAt: string;
}
