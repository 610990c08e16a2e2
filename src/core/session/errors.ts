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
  SESSION_NOT_NOW: entry('This event does not fit the step that the session stands at.', 'error.SESSION_NOT_NOW'),
  SESSION_TASK_INVALID: entry(
    'The task has no slots, too many, or two with the same number.',
    'error.SESSION_TASK_INVALID',
  ),
  SESSION_SLOT_UNKNOWN: entry('The form has no such place for a signature.', 'error.SESSION_SLOT_UNKNOWN'),
  SESSION_PATIENT_NOT_CONFIRMED: entry(
    'The nurse has not confirmed the patient yet.',
    'error.SESSION_PATIENT_NOT_CONFIRMED',
    '病历书写基本规范 10',
  ),
  SESSION_SIGNER_NOT_CHOSEN: entry('Nobody was chosen to sign here yet.', 'error.SESSION_SIGNER_NOT_CHOSEN'),
  SESSION_ACT_PENDING: entry('An earlier act is confirmed and not sealed yet.', 'error.SESSION_ACT_PENDING'),
  SESSION_ALREADY_SIGNED: entry('This place is confirmed or sealed already.', 'error.SESSION_ALREADY_SIGNED'),
  SESSION_CAPACITY_NOT_ALLOWED: entry(
    'This capacity may not sign here.',
    'error.SESSION_CAPACITY_NOT_ALLOWED',
    '病历书写基本规范 10; 民法典 1219, 1220',
  ),
  SESSION_NAME_MISSING: entry('The signer has no name.', 'error.SESSION_NAME_MISSING'),
  SESSION_PATIENT_NAME_DIFFERS: entry(
    'Who signs as the patient must bear the name of the patient.',
    'error.SESSION_PATIENT_NAME_DIFFERS',
  ),
  SESSION_RELATION_REQUIRED: entry(
    'A close relative states the relation to the patient.',
    'error.SESSION_RELATION_REQUIRED',
    '民法典 1045; GB/T 4761-2008',
  ),
  SESSION_RELATION_NOT_ALLOWED: entry(
    'This relation does not fit the capacity.',
    'error.SESSION_RELATION_NOT_ALLOWED',
    '民法典 1045; GB/T 4761-2008',
  ),
  SESSION_PAGES_UNSEEN: entry('Pages of the form were not shown yet.', 'error.SESSION_PAGES_UNSEEN'),
  SESSION_PAGE_UNKNOWN: entry('The form has no such page.', 'error.SESSION_PAGE_UNKNOWN'),
  SESSION_INK_EMPTY: entry('There is no ink to confirm.', 'error.SESSION_INK_EMPTY'),
  SESSION_FINGER_MISSING: entry('There is no good print yet.', 'error.SESSION_FINGER_MISSING'),
  SESSION_FINGER_REQUIRED: entry('This form asks for a fingerprint.', 'error.SESSION_FINGER_REQUIRED'),
  SESSION_DIGEST_DIFFERS: entry('What was confirmed is not what was prepared.', 'error.SESSION_DIGEST_DIFFERS'),
  SESSION_NOT_ALL_SEALED: entry('Not every place on the form is sealed yet.', 'error.SESSION_NOT_ALL_SEALED'),
} as const satisfies ErrorTable;
