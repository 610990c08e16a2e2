export { type HospitalConfig, hospitalConfig, workstationOf } from './config';
export { type EmbeddedHospital, openEmbeddedHospital, registerConfigured } from './embedded-hospital';
export { CODE_DAYS, issueEnrolmentCode, issueEnrolmentCodes } from './enrolment-codes';
export { ensureFirstOperator, forgetPasswordFile } from './first-operator';
export { writeKioskSettings } from './kiosk-settings';
export { writeWhole } from './private-file';
