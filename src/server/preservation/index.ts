export { PRESERVATION_ERRORS } from './errors';
export { Preserver, type PreserverOptions } from './preserver';
export { type Preserved, pendingPreservations, preservedOf, requestPreservation } from './records';
