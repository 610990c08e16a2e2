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
export { createHttpChannel, type HttpBody, type HttpChannel, type HttpReply, type HttpRequest } from './http-exchange';
export { judgeServer } from './judge-server';
export { connectTo, type Handshake, resolveHost, shakeHands } from './probe';
export * from './server-client';
export {
  channelOfNobody,
  chooseCertificate,
  type StoreCarrier,
  type StoredCertificate,
  type WantedCertificate,
} from './store-certificate';
export type { TlsTrust } from './tls-trust';
