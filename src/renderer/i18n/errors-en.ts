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
  PDF_PREPARED_CONTENT: words(
    UNTOUCHED,
    'The file holds hidden content or scripts that could change what it shows.',
    'Ask IT to take hidden fields and scripts out of the template.',
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
    "Check the patient, or open that patient's form.",
  ),
  SIGNER_NOT_ME: words(
    'Nothing is signed.',
    'The person says the name on the screen is not theirs.',
    'Check patient and signer again, then start.',
  ),
  SESSION_PATIENT_NOT_CONFIRMED: words(
    'Nothing has begun.',
    'The patient is not confirmed yet.',
    'Scan the wristband or check the birth date first.',
  ),
  SESSION_SIGNER_NOT_CHOSEN: words(
    'Nothing has begun.',
    'The signer is not chosen yet.',
    'Fill in name and capacity, then start.',
  ),
  SESSION_NAME_MISSING: words('Nothing has begun.', "The signer's name is missing.", 'Fill it in, then start.'),
  SESSION_PATIENT_NAME_DIFFERS: words(
    'Nothing has begun.',
    "The name is not the patient's own.",
    "Use the patient's name, or choose another capacity.",
  ),
  SESSION_RELATION_REQUIRED: words(
    'Nothing has begun.',
    'The relation to the patient is missing.',
    'Choose it, then start.',
  ),
  SESSION_RELATION_NOT_ALLOWED: words(
    'Nothing has begun.',
    'This relation does not fit the capacity.',
    'Choose another capacity or relation.',
  ),
  SESSION_CAPACITY_NOT_ALLOWED: words(
    'Nothing has begun.',
    'This form may not be signed in this capacity.',
    'Choose another one, or ask the doctor to start again.',
  ),
  SESSION_ACT_PENDING: words(
    KEPT,
    'The signer before still waits for the time.',
    'Wait a moment before the next signer.',
  ),
  SESSION_ALREADY_SIGNED: words(KEPT, 'This signer has already signed.', 'Go on with the next one.'),
  SESSION_PAGES_UNSEEN: words(KEPT, 'Some pages were not seen.', 'Go through every page, or read them aloud.'),
  SESSION_INK_EMPTY: words(KEPT, 'Nothing is written yet.', 'Any mark of the pen will do.'),
  INK_TOO_LONG: words(KEPT, 'The writing took longer than can be kept.', 'Wipe it and write once more.'),
  INK_: words(KEPT, 'This writing cannot be used.', 'Wipe it and write once more.'),
  SESSION_FINGER_REQUIRED: words(
    'The ink is safe.',
    'This signer must give a fingerprint.',
    'Press the finger, or give the reason why not.',
  ),
  SESSION_FINGER_MISSING: words(
    'The ink is safe.',
    'There is no clear fingerprint yet.',
    'Press again, or go on without.',
  ),
  SESSION_NOT_ALL_SEALED: words(
    KEPT,
    'Somebody has not signed, or a time is pending.',
    'Finish when everybody has signed.',
  ),
  SESSION_TASK_INVALID: words(
    UNTOUCHED,
    'The HIS sent an incomplete task.',
    'Start it again in the HIS; if it stays so, call IT.',
  ),
  SESSION_DIGEST_DIFFERS: words(
    UNTOUCHED,
    'The form is not the one that was checked.',
    'Stop, refresh the list, open it again.',
  ),
  DISPLAY_GONE: words(
    KEPT,
    'This display is gone, or the bench has no other one.',
    'Connect the display and choose again.',
  ),
  DISPLAY_SET_ABOVE: words(
    KEPT,
    'The hospital says which is the patient screen; it cannot be changed here.',
    'IT changes it in the setting PatientDisplay.',
  ),
  PDF_SEAM_ONE_PAGE: words(
    UNTOUCHED,
    'This form has one page only: there is no seam for a seal.',
    'Ask IT to send the task again without the seam seal.',
  ),
  SEAL_IMAGE_UNREADABLE: words(
    UNTOUCHED,
    'The picture of the seam seal cannot be opened.',
    'Ask IT to send another picture (PNG).',
  ),
  SEAL_BOX_TOO_SMALL: words(UNTOUCHED, 'The place for the signature is too small.', 'Ask IT to check the template.'),
  SEAL_FONT_MISSING: words(
    UNTOUCHED,
    'The font for names is missing on this station.',
    'Ask IT to install the software again.',
  ),
  SEAL_WRITE: words(
    'Confirmed signatures are safe.',
    'The file cannot be written to the disk.',
    'Do not switch off. Call IT now.',
  ),
  SEAL_: words(
    'Signature and form are kept safe.',
    'This step was not sealed.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  PADES_: words(
    'Signature and form are kept safe.',
    'This step was not sealed.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  EVIDENCE_: words(
    UNTOUCHED,
    'The record of the signing could not be put together.',
    'Sign once more; if it stays so, tell IT the number.',
  ),
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
  DEVICE_ABSENT: words(KEPT, 'The device is not connected.', 'Push its plug in; it connects by itself.'),
  DEVICE_LOST: words(KEPT, 'The device came loose.', 'Plug it in again; it connects within seconds.'),
  DEVICE_ASLEEP: words(
    KEPT,
    'The device was let go while the computer slept or was locked.',
    'It connects by itself, seconds after the computer is awake and unlocked.',
  ),
  DEVICE_WRONG: words(KEPT, 'This is not a supported model.', 'Use another device.'),
  DEVICE_BUSY: words(KEPT, 'Another program uses the device.', 'Close other signing software, or call IT.'),
  DEVICE_NO_DRIVER: words(
    KEPT,
    'Windows uses another driver for this USB device.',
    'Please call IT: the device needs the WinUSB driver (docs/devices.md).',
  ),
  DEVICE_FORBIDDEN: words(KEPT, 'This station may not use the device.', 'Please call IT.'),
  DEVICE_NOT_LOCAL: words(KEPT, 'The settings name a device service on another machine.', 'Please call IT.'),
  DEVICE_MODE_UNREACHABLE: words(
    KEPT,
    'This system cannot switch the tablet to its own reports.',
    'Sign on the screen, use another tablet, or call IT.',
  ),
  DEVICE_HOST_CRASHED: words(
    'Earlier signatures are safe; the unfinished one was dropped.',
    'The device program started again.',
    'It connects within seconds; let them sign once more.',
  ),
  DEVICE_HOST_DOWN: words(
    'Earlier signatures are safe; the unfinished one was dropped.',
    'The device program stops again and again; pad and finger pad do not answer.',
    'Unplug both, wait half a minute, plug them in one by one. If it stays so, restart the computer and tell IT.',
  ),
  DEVICE_: words(KEPT, 'A device has a problem.', 'Unplug it, wait 5 seconds, plug it in.'),
  SERVER_NOT_ENROLLED: words('No form is affected.', 'This station is not enrolled.', 'Ask IT for an enrolment code.'),
  SERVER_SOURCE_DIFFERS: words(
    UNTOUCHED,
    'The form differs from what the server registered.',
    'Refresh and open it again; if it stays so, call IT.',
  ),
  ENROL_: words('No form is affected.', 'The enrolment code is wrong or used.', 'Ask IT for a new code.'),
  ENROLMENT_: words('No form is affected.', "This station's enrolment cannot be read.", 'Ask IT to enrol it again.'),
  UPDATE_NOT_NOW: words(
    'The new version lies ready and is not lost.',
    'A form is open or a signature is still to be sent, so it cannot be installed now.',
    'Close the form, wait until nothing waits for the server and press again; or choose “Later tonight”.',
  ),
  UPDATE_INSTALLING: words(KEPT, 'A new version is being installed.', 'Wait a few minutes; the window opens again.'),
  UPDATE_: words(KEPT, 'The new version was not installed; the one before goes on.', 'You can sign as usual. Tell IT.'),
  RELEASE_: words(
    KEPT,
    'The new version that the server offers did not pass the checks and is not installed.',
    'You can sign as usual. Tell IT.',
  ),
  SETTINGS_: words('No form is affected.', "This station's settings cannot be read.", 'Ask IT to check them.'),
  AUTH_CLOCK_SKEW: words(KEPT, "This station's clock is far from the server's.", 'Ask IT to set the clock.'),
  AUTH_: words(
    'The signature is safe on this station.',
    'The server does not know this station.',
    'Ask IT to check its enrolment.',
  ),
  CLOCK_UNTRUSTED: words(
    HERE,
    "The server's clock cannot be trusted now.",
    'The time is added later by itself; tell IT.',
  ),
  CERT_: words(
    HERE,
    'The certificate service did not accept this step.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  SOURCE_: words(
    UNTOUCHED,
    'The form did not reach the server whole.',
    'Start it again in the HIS; if it stays so, call IT.',
  ),
  PRESERVATION_: words(
    'The signed form is safe at the server.',
    'It could not be extended for long-term keeping yet.',
    'The server tries again by itself; if it stays so, tell IT the number.',
  ),
  ARCHIVE_: words(
    'The signature is safe on this station.',
    'The server cannot store the form now.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  API_: words(
    'The signature is safe on this station.',
    'The server did not accept this step.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  DOCUMENT_: words(
    'Signature and form are kept safe.',
    'The server did not accept the signed form.',
    'Do not give this form out. Tell IT at once.',
  ),
  TASK_CLAIMED_ELSEWHERE: words(
    'The signing over there is not disturbed.',
    'Another station is working on this form.',
    'Go on there, or wait until it is finished.',
  ),
  TICKET_USED: words('No form is affected.', 'The link from the HIS was already used.', 'Click it again in the HIS.'),
  SERVER_AWAY: words(HERE, 'The server cannot be reached now.', 'Go on with other forms; it is sent by itself later.'),
  SERVER_UNTRUSTED: words(
    HERE,
    'The server’s certificate is not trusted, so nothing was sent.',
    'Ask IT to look at the server’s certificate and the root set on this station.',
  ),
  SERVER_CLIENT_CERTIFICATE: words(
    HERE,
    'The server asks for this station’s certificate, and the right one was not found or not taken.',
    'Ask IT to look at the station’s certificate; the self-test says what is missing.',
  ),
  SERVER_PIN_MISMATCH: words(
    HERE,
    'The server’s key is not the one this station knows, so nothing was sent.',
    'Tell IT at once: somebody may pose as the server, or its certificate was just changed.',
  ),
  SERVER_: words(
    'The signature is safe on this station.',
    'The server did not accept this step.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  NOT_ENROLLED: words('No form is affected.', 'This station is not enrolled.', 'Ask IT for an enrolment code.'),
  TIME_PENDING: words(
    HERE,
    'Trusted time cannot be had right now.',
    'It is added by itself; the next signer of this form waits for it.',
  ),
  TIME_SOURCE_: words(HERE, 'A time service cannot be reached.', 'The next one is asked by itself; go on working.'),
  TIME_CLOSING: words(
    HERE,
    'Trusted time cannot be had right now; a time-stamp over the whole form will close it.',
    'Go on with the next signer.',
  ),
  TSP_: words(HERE, 'Trusted time cannot be had right now.', 'It tries again by itself; go on working.'),
  CLOCK_WRONG: words(KEPT, "This station's clock is far from the server's.", 'Ask IT to set the clock.'),
  PKI_: words(HERE, 'A certificate from the server did not pass its check.', 'Do not sign again; tell IT the number.'),
  CMS_: words(HERE, 'The signature data did not pass its check.', 'Do not sign again; tell IT the number.'),
  SES_: words(
    'An electronic seal in the form could not be read.',
    'The seal is incomplete or not in its format.',
    'Tell IT the number.',
  ),
  ASN1_: words(
    HERE,
    'Data from the server is damaged.',
    'It tries again by itself; if it goes on, tell IT the number.',
  ),
  HTTPSIG_EXPIRED: words(HERE, "This station's clock is far from the server's.", 'Ask IT to set the clock.'),
  HTTPSIG_: words(HERE, 'The server does not know this station.', 'Ask IT to check how this station is enrolled.'),
  KEY_: words(
    'No form is affected.',
    "This station's enrolment key cannot be read.",
    'Ask IT to enrol the station again.',
  ),
  SECOND_READER_UNABLE: words(
    'Signature and form are kept safe.',
    'The second check of this form is not finished.',
    'It tries again by itself, go on working. If it goes on, tell IT.',
  ),
  SECOND_READER_DISAGREES: words(
    'Signature and form are kept safe.',
    'Two independent checks disagree.',
    'Do not give this form out. Tell IT at once.',
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
  LAUNCH_: words('No form is affected.', 'The link from the HIS cannot be used.', 'Click it again in the HIS.'),
  TICKET_: words('No form is affected.', 'The link from the HIS cannot be used.', 'Click it again in the HIS.'),
  STATION_SLEPT: words(
    'Earlier signatures are safe; the unconfirmed one was dropped.',
    'The computer slept or was locked in the middle of signing.',
    'Check who is there, then let them sign and give the fingerprint again.',
  ),
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
  IPC_: words(KEPT, 'That did not work.', 'Press again; if it stays so, close the bench and open it again.'),
  KIOSK_BUG: words(
    'Confirmed signatures are safe.',
    'The software has a defect.',
    'Try again; if it stays so, tell IT the number.',
  ),
  VIEW_UNAVAILABLE: words(UNTOUCHED, 'The form cannot be opened right now.', 'Try again; if it stays so, call IT.'),
  UNKNOWN: words(KEPT, 'Something unexpected happened.', 'Try again; if it stays so, tell IT the code and number.'),
};
