export { isRetryable, type RequestSigner, type RequestToSign, type ServerFailure } from './call';
export { deviceSigner, keepEnrolment, readEnrolment } from './device-identity';
export * from './errors';
export * from './server-client';
