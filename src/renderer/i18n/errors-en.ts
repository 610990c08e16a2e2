import type { ErrorWords } from './error-words';
import type { ERRORS_ZH_CN } from './errors-zh-cn';

const words = (safe: string, happened: string, toDo: string): ErrorWords => ({ safe, happened, toDo });
const UNTOUCHED = 'The form is unchanged.';
const KEPT = 'What was signed is safe.';
const HERE = 'The signature is safe on this station; nobody signs again.';

/** The same sentences in English. */
export const ERRORS_EN: Record<keyof typeof ERRORS_ZH_CN, ErrorWords> = {
  PDF_NOT_A_PDF: words(
    UNTOUCHED,
    'The HIS sent a file that is not a PDF.',
    'Make the form again in the HIS; if it stays so, call IT.',
  ),
  PDF_TRUNCATED: words(
    UNTOUCHED,
    'The file arrived incomplete.',
    'Start signing again in the HIS; if it stays so, call IT.',
  ),
  PDF_DAMAGED: words(
    UNTOUCHED,
    'The file is damaged inside and cannot be signed safely.',
    'Make the form again in the HIS; if it stays so, call IT.',
  ),
  PDF_ENCRYPTED: words(
    UNTOUCHED,
    'The file has a password and cannot be signed.',
    'Ask IT to remove the password in the HIS and start again.',
  ),
  PDF_XFA: words(
    UNTOUCHED,
    'The file is an old dynamic form and cannot be signed.',
    'Ask IT to make the template a plain PDF.',
  ),
  PDF_CERTIFIED_NO_CHANGES: words(
    UNTOUCHED,
    'The file is locked against signing.',
    'Make an unlocked form in the HIS.',
  ),
  PDF_SIGNATURE_BROKEN: words(
    UNTOUCHED,
    'A signature already in the file does not match; it may have been changed.',
    'Do not sign. Tell IT at once.',
  ),
  PDF_ANCHOR_NOT_FOUND: words(UNTOUCHED, 'The place for the signature was not found.', 'Ask IT to check the template.'),
  PDF_GLYPH_MISSING: words(
    UNTOUCHED,
    'The name has a rare character that the font lacks.',
    'Ask IT to add it; if urgent, sign on paper.',
  ),
  PDF_FIELD_NAME_TAKEN: words(
    UNTOUCHED,
    'A signature field of the template has a name twice.',
    'Ask IT to check the template.',
  ),
  PDF_: words(
    UNTOUCHED,
    'This file cannot be signed safely.',
    'Make it again in the HIS; if it stays so, tell IT the number.',
  ),
  WRISTBAND_MISMATCH: words(
    'Nothing has begun.',
    'The wristband belongs to another patient.',
    'Check the patient, or open that patient’s form.',
  ),
  SIGNER_NAME_MISSING: words('Nothing has begun.', 'The signer’s name is missing.', 'Fill it in, then start.'),
  RELATION_MISSING: words('Nothing has begun.', 'The relation to the patient is missing.', 'Choose it, then start.'),
  PAD_ABSENT: words(KEPT, 'No signature pad is connected.', 'Plug it in; it connects by itself.'),
  PAD_LOST: words(
    'Earlier signatures are safe; the unfinished one was dropped.',
    'The pad came loose while writing.',
    'Plug it in again and let them sign once more.',
  ),
  PAD_WRONG: words(KEPT, 'This pad is not a supported model.', 'Use another pad.'),
  PAD_: words(KEPT, 'The signature pad has a problem.', 'Unplug it, wait 5 seconds, plug it in.'),
  FINGER_PAD_ABSENT: words(
    'The ink is safe.',
    'No finger pad is connected.',
    'Plug it in, or go on without a fingerprint.',
  ),
  FINGER_: words(
    'The ink is safe.',
    'The finger pad has a problem.',
    'Plug it in again, or go on without a fingerprint.',
  ),
  SCREEN_LOST: words(
    'Signing stands where it was.',
    'The patient screen came loose.',
    'Check its power and video cable.',
  ),
  DEVICE_: words(KEPT, 'A device has a problem.', 'Unplug it, wait 5 seconds, plug it in.'),
  DRIVER_: words(KEPT, 'A device has a problem.', 'Unplug it, wait 5 seconds, plug it in.'),
  SERVER_AWAY: words(HERE, 'The server cannot be reached now.', 'Go on with other forms; it is sent by itself later.'),
  SERVER_: words(
    'The signature is safe on this station.',
    'The server did not accept this step.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  NOT_ENROLLED: words('No form is affected.', 'This station is not enrolled.', 'Ask IT for an enrolment code.'),
  TIME_PENDING: words(HERE, 'Trusted time cannot be had right now.', 'It is added by itself later; go on working.'),
  TSP_: words(HERE, 'Trusted time cannot be had right now.', 'It tries again by itself; go on working.'),
  CLOCK_WRONG: words(KEPT, 'This station’s clock is far from the server’s.', 'Ask IT to set the clock.'),
  CA_: words(HERE, 'The certificate service does not answer.', 'It tries again by itself; go on working.'),
  PKI_: words(HERE, 'A certificate from the server did not pass its check.', 'Do not sign again; tell IT the number.'),
  CMS_: words(HERE, 'The signature data did not pass its check.', 'Do not sign again; tell IT the number.'),
  ASN1_: words(
    HERE,
    'Data from the server is damaged.',
    'It tries again by itself; if it goes on, tell IT the number.',
  ),
  HTTPSIG_EXPIRED: words(HERE, 'This station’s clock is far from the server’s.', 'Ask IT to set the clock.'),
  HTTPSIG_: words(HERE, 'The server does not know this station.', 'Ask IT to check how this station is enrolled.'),
  KEY_: words(
    'No form is affected.',
    'This station’s enrolment key cannot be read.',
    'Ask IT to enrol the station again.',
  ),
  READERS_DISAGREE: words(
    'Signature and form are kept safe.',
    'Two independent checks disagree.',
    'Do not give this form out. Tell IT at once.',
  ),
  VALIDATION_: words(
    'Signature and form are kept safe.',
    'The signed form did not pass its check.',
    'Do not give this form out. Tell IT at once.',
  ),
  TASK_WITHDRAWN: words(
    'What was signed is kept on the server.',
    'The HIS has withdrawn this form.',
    'Stop here; start it again in the HIS if needed.',
  ),
  TASK_ELSEWHERE: words(
    'The signing over there is not disturbed.',
    'Another station is working on this form.',
    'Go on there, or wait until it is finished.',
  ),
  TASK_: words(KEPT, 'This form cannot be worked on now.', 'Refresh the list; if it stays so, tell IT the number.'),
  LAUNCH_TICKET_EXPIRED: words(
    'No form is affected.',
    'The link from the HIS is too old.',
    'Click it again in the HIS.',
  ),
  LAUNCH_: words('No form is affected.', 'The link from the HIS cannot be used.', 'Click it again in the HIS.'),
  TICKET_: words('No form is affected.', 'The link from the HIS cannot be used.', 'Click it again in the HIS.'),
  SESSION_RESUMED: words(
    KEPT,
    'The last session ended unexpectedly; it stands where it stopped.',
    'Check the patient and go on.',
  ),
  SESSION_: words(KEPT, 'That cannot be done at this step.', 'Look at the current step and go on from there.'),
  DISK_LOW: words(KEPT, 'The disk is almost full.', 'Ask IT to make room.'),
  DISK_FULL: words(KEPT, 'The disk is full; no new signing can start.', 'Call IT now.'),
  JOURNAL_: words(
    'Confirmed signatures are safe.',
    'The record cannot be written to the disk.',
    'Do not switch off. Call IT now.',
  ),
  DOCUMENT_: words(UNTOUCHED, 'The form cannot be opened right now.', 'Try again; if it stays so, call IT.'),
  UNKNOWN: words(KEPT, 'Something unexpected happened.', 'Try again; if it stays so, tell IT the code and number.'),
};
