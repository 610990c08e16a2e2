export { PatientApp, PatientScreens } from './patient-app';
export { SealedPlace } from './sealed-place';
