export { isRetryable, type RequestSigner, type RequestToSign, type ServerFailure } from './call';
export { keepEnrolment, readEnrolment } from './device-identity';
export {
  type DeviceKey,
  type DeviceKeyPlace,
  deviceKey,
  deviceKeyPlace,
  type KeySeal,
  keyForNow,
} from './device-key';
export * from './errors';
export { connectTo, type Handshake, resolveHost, shakeHands } from './probe';
export * from './server-client';
export type { TlsTrust } from './tls-trust';
