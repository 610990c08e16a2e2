export { isRetryable, type RequestSigner, type RequestToSign, type ServerFailure } from './call';
export { type DeviceKey, deviceKey, keepEnrolment, readEnrolment } from './device-identity';
export * from './errors';
export * from './server-client';
export type { TlsTrust } from './tls-trust';
