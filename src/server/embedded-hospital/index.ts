export { type HospitalConfig, hospitalConfig } from './config';
export { type EmbeddedHospital, openEmbeddedHospital, registerConfigured } from './embedded-hospital';
export { issueEnrolmentCode, writeKioskSettings } from './kiosk-settings';
