export { ARCHIVE_ERRORS } from './errors';
export { type Expected, ObjectStore, type Received } from './object-store';
export { Quarantine } from './quarantine';
export { type ArrivalPorts, type ArrivedDocument, type SlotCertificate, verifyArrival } from './verify-arrival';
