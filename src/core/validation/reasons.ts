import type { ValidationCode } from './errors';
import type { Reason, SubIndication } from './types';

const reason =
  (indication: Reason['indication']) =>
  (code: ValidationCode, subIndication: SubIndication, detail?: string): Reason => ({
    code,
    ...(indication && { indication }),
    subIndication,
    ...(detail !== undefined && { detail }),
  });

/** TOTAL-FAILED. */
export const failed = reason('TOTAL-FAILED');
/** INDETERMINATE. */
export const doubtful = reason('INDETERMINATE');
/** Said, but without weight. */
export const remark = (code: ValidationCode, detail?: string): Reason =>
  detail === undefined ? { code } : { code, detail };
