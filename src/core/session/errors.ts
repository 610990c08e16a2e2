import type { ErrorTable } from '../base';

const entry = (meaning: string, messageKey: string, reference = '') => ({
  retryable: false,
  httpStatus: 409,
  messageKey,
  reference,
  meaning,
});

/** Codes of the journey at the bed. */
export const SESSION_ERRORS = {
  SESSION_NOT_NOW: entry('This event does not fit the step that the session stands at.', 'session-not-now'),
  SESSION_TASK_INVALID: entry('The task has no slots, too many, or two with the same number.', 'session-task-invalid'),
  SESSION_SLOT_UNKNOWN: entry('The form has no such place for a signature.', 'session-slot-unknown'),
  SESSION_PATIENT_NOT_CONFIRMED: entry(
    'The nurse has not confirmed the patient yet.',
    'session-patient-not-confirmed',
    '病历书写基本规范 10',
  ),
  SESSION_SIGNER_NOT_CHOSEN: entry('Nobody was chosen to sign here yet.', 'session-signer-not-chosen'),
  SESSION_ACT_PENDING: entry('An earlier act is confirmed and not sealed yet.', 'session-act-pending'),
  SESSION_ALREADY_SIGNED: entry('This place is confirmed or sealed already.', 'session-already-signed'),
  SESSION_CAPACITY_NOT_ALLOWED: entry(
    'This capacity may not sign here.',
    'session-capacity-not-allowed',
    '病历书写基本规范 10; 民法典 1219, 1220',
  ),
  SESSION_NAME_MISSING: entry('The signer has no name.', 'session-name-missing'),
  SESSION_PATIENT_NAME_DIFFERS: entry(
    'Who signs as the patient must bear the name of the patient.',
    'session-patient-name-differs',
  ),
  SESSION_RELATION_REQUIRED: entry(
    'A close relative states the relation to the patient.',
    'session-relation-required',
    '民法典 1045; GB/T 4761-2008',
  ),
  SESSION_RELATION_NOT_ALLOWED: entry(
    'This relation does not fit the capacity.',
    'session-relation-not-allowed',
    '民法典 1045; GB/T 4761-2008',
  ),
  SESSION_PAGES_UNSEEN: entry('Pages of the form were not shown yet.', 'session-pages-unseen'),
  SESSION_PAGE_UNKNOWN: entry('The form has no such page.', 'session-page-unknown'),
  SESSION_INK_EMPTY: entry('There is no ink to confirm.', 'session-ink-empty'),
  SESSION_FINGER_MISSING: entry('There is no good print yet.', 'session-finger-missing'),
  SESSION_FINGER_REQUIRED: entry('This form asks for a fingerprint.', 'session-finger-required'),
  SESSION_DIGEST_DIFFERS: entry('What was confirmed is not what was prepared.', 'session-digest-differs'),
  SESSION_NOT_ALL_SEALED: entry('Not every place on the form is sealed yet.', 'session-not-all-sealed'),
} as const satisfies ErrorTable;
