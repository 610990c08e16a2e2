export { Preserver, type PreserverOptions } from './preserver';
export { type Preserved, pendingPreservations, preservedOf, requestPreservation } from './records';
