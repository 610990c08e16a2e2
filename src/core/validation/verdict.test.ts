import { describe, expect, it } from 'vitest';
import { doubtful, failed, remark } from './reasons';
import { verdictOf, worse } from './verdict';

const doubt = doubtful('VALIDATION_NO_CHAIN', 'NO_CERTIFICATE_CHAIN_FOUND');
const failure = failed('VALIDATION_HASH', 'HASH_FAILURE');
const later = failed('VALIDATION_MODIFIED', 'FORMAT_FAILURE');

describe('verdict', () => {
  it('passes without reasons and with remarks', () => {
    expect(verdictOf([])).toEqual({ verdict: 'TOTAL-PASSED', subIndication: null });
    expect(verdictOf([remark('VALIDATION_TIME_PENDING')]).verdict).toBe('TOTAL-PASSED');
  });

  it('takes the gravest, and of equals the first', () => {
    expect(verdictOf([doubt, failure, later])).toEqual({ verdict: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    expect(verdictOf([doubt])).toEqual({ verdict: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' });
  });

  it('of a file is the worst of its signatures', () => {
    expect(worse('TOTAL-PASSED', 'INDETERMINATE')).toBe('INDETERMINATE');
    expect(worse('TOTAL-FAILED', 'INDETERMINATE')).toBe('TOTAL-FAILED');
    expect(worse('INDETERMINATE', 'TOTAL-PASSED')).toBe('INDETERMINATE');
  });
});
