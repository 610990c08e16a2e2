import type { ErrorTable } from '../../core/base';

const entry = (code: string, retryable: boolean, meaning: string) => ({
  retryable,
  httpStatus: 409,
  messageKey: `error.${code}`,
  reference: '',
  meaning,
});

/** Codes that the kiosk itself tells the screens. */
export const KIOSK_ERRORS = {
  NOT_ENROLLED: entry('NOT_ENROLLED', false, 'The kiosk has no enrolment: it can sign nothing yet.'),
  SIGNER_NOT_ME: entry('SIGNER_NOT_ME', true, 'The person at the screen is not the one who was chosen to sign.'),
  WRISTBAND_MISMATCH: entry('WRISTBAND_MISMATCH', true, 'The scanned wristband is not this patient’s.'),
  PAD_ABSENT: entry('PAD_ABSENT', true, 'No pad is there and the screen’s pointer is not allowed to sign.'),
  PAD_LOST: entry('PAD_LOST', true, 'The pad was lost while somebody signed; that ink is void.'),
  FINGER_PAD_ABSENT: entry('FINGER_PAD_ABSENT', true, 'No finger pad is there.'),
  TASK_UNKNOWN: entry('TASK_UNKNOWN', false, 'The worklist has no such task.'),
  TASK_NOT_OPEN: entry('TASK_NOT_OPEN', false, 'No task is open.'),
  TASK_WITHDRAWN: entry('TASK_WITHDRAWN', false, 'The HIS has withdrawn the task.'),
  TASK_ELSEWHERE: entry('TASK_ELSEWHERE', false, 'Another station has the task.'),
  TIME_PENDING: entry('TIME_PENDING', true, 'Signed and kept; trusted time is still to come, the next signer waits.'),
  TIME_CLOSING: entry('TIME_CLOSING', true, 'Signed without trusted time; a time-stamp over the whole form closes it.'),
  CLOCK_WRONG: entry('CLOCK_WRONG', true, 'The clock is more than 300 s from the server’s.'),
  SESSION_RESUMED: entry('SESSION_RESUMED', true, 'The kiosk was restarted in the middle of an act.'),
  READERS_DISAGREE: entry('READERS_DISAGREE', false, 'The server does not accept what our own reader accepted.'),
  STATION_SLEPT: entry('STATION_SLEPT', true, 'The computer slept or was locked in the middle of an act.'),
  DISPLAY_GONE: entry(
    'DISPLAY_GONE',
    true,
    'The display is not there any more, or the bench has no other one to be on.',
  ),
  DISPLAY_SET_ABOVE: entry(
    'DISPLAY_SET_ABOVE',
    false,
    'A policy or the installer says which display is the patient’s.',
  ),
  KIOSK_BUG: entry('KIOSK_BUG', true, 'A defect; what was confirmed is in the journal.'),
} as const satisfies ErrorTable;
