export { PRESERVATION_ERRORS } from './errors';
export { type ExtensionPorts, extensionOf, renewAtMs, reportOf, requireLevel } from './extend-document';
export { Preserver, type PreserverOptions } from './preserver';
export { type Preserved, pendingPreservations, preservedOf, requestPreservation } from './records';
