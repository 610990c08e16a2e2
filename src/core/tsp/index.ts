export {
  type AnsweredTimeStamp,
  askSources,
  type SourceFailure,
  type SourcesToAsk,
  type TimeStampSource,
} from './ask-sources';
export { buildTimeStampToken, type TimeStampingKey, type TokenInput, timeStampingKey } from './build-token';
export * from './errors';
export type { MessageImprint } from './message-imprint';
export { PKI_FAILURE_INFO, type PKIFailureInfo, type PKIStatus, type PKIStatusInfo } from './pki-status';
export {
  createTimeStampAuthority,
  type TimeStampAnswer,
  type TimeStampAuthority,
  type TimeStampAuthorityOptions,
} from './time-stamp-authority';
export {
  type DecodedTimeStampReq,
  decodeTimeStampReq,
  encodeTimeStampReq,
  MAX_REQUEST_BYTES,
  nonceFrom,
  type TimeStampReq,
} from './time-stamp-req';
export {
  encodeTimeStampResp,
  parseTimeStampResp,
  type TimeStampResp,
  type TimeStampRespInput,
} from './time-stamp-resp';
export { type Accuracy, encodeAccuracy, type TSTInfo } from './tst-info';
export {
  readTimeStampToken,
  type TokenVerification,
  type VerifiedTimeStamp,
  verifyTimeStampToken,
} from './verify-token';
