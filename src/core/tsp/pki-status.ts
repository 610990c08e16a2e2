import { type Asn1, asNamedBits, asSequence, asSmallInteger, asText, der, fieldsOf, TAG } from '../asn1';

/** PKIFailureInfo bit numbers (RFC 3161 2.4.2). */
export const PKI_FAILURE_INFO = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const;

export type PKIFailureInfo = keyof typeof PKI_FAILURE_INFO;

/** PKIStatus (RFC 3161 2.4.2). */
export const PKI_STATUS = {
  granted: 0,
  grantedWithMods: 1,
  rejection: 2,
  waiting: 3,
  revocationWarning: 4,
  revocationNotification: 5,
} as const;

export type PKIStatus = keyof typeof PKI_STATUS;

export interface PKIStatusInfo {
  /** undefined: a number that RFC 3161 does not define. */
  readonly status: PKIStatus | undefined;
  readonly statusString?: string;
  readonly failInfo?: PKIFailureInfo;
}

export const encodeStatusInfo = (status: PKIStatus, failInfo?: PKIFailureInfo, text?: string): Uint8Array =>
  der.sequence(
    der.integer(PKI_STATUS[status]),
    text === undefined ? undefined : der.sequence(der.utf8String(text)),
    failInfo === undefined ? undefined : der.namedBits([PKI_FAILURE_INFO[failInfo]]),
  );

const STATUSES = Object.keys(PKI_STATUS) as PKIStatus[];
const FAILURES = Object.keys(PKI_FAILURE_INFO) as PKIFailureInfo[];
const MAX_TEXT = 512;

export const readStatusInfo = (node: Asn1): PKIStatusInfo => {
  const fields = fieldsOf(node, 'PKIStatusInfo');
  const number = asSmallInteger(fields.next());
  const textNode = fields.optional(TAG.sequence);
  const bits = fields.optional(TAG.bitString);
  fields.end();
  const text = textNode === undefined ? undefined : asSequence(textNode).map(asText).join(' ').slice(0, MAX_TEXT);
  const failInfo = bits && FAILURES.find((failure) => asNamedBits(bits).includes(PKI_FAILURE_INFO[failure]));
  return {
    status: STATUSES.find((status) => PKI_STATUS[status] === number),
    ...(text !== undefined && { statusString: text }),
    ...(failInfo && { failInfo }),
  };
};
