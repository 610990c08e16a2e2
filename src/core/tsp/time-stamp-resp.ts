import { der, fieldsOf, readDerOrThrow } from '../asn1';
import { attempt, Refusal, type Result } from '../base';
import { encodeStatusInfo, type PKIFailureInfo, type PKIStatusInfo, readStatusInfo } from './pki-status';

/** TimeStampResp (RFC 3161 2.4.2). */
export interface TimeStampResp extends PKIStatusInfo {
  /** DER of the TimeStampToken, when granted. */
  readonly token?: Uint8Array;
}

export type TimeStampRespInput =
  | { readonly token: Uint8Array }
  | { readonly failInfo: PKIFailureInfo; readonly statusString?: string };

/** granted with a token, or rejection with its failInfo. */
export const encodeTimeStampResp = (input: TimeStampRespInput): Uint8Array =>
  'token' in input
    ? der.sequence(encodeStatusInfo('granted'), input.token)
    : der.sequence(encodeStatusInfo('rejection', input.failInfo, input.statusString));

const MAX_BYTES = 1024 * 1024;

/** Reads a response; a refusal of the server is a value here. Codes: TSP_RESPONSE_DAMAGED, ASN1_*. */
export const parseTimeStampResp = (bytes: Uint8Array): Result<TimeStampResp> =>
  attempt(() => {
    const fields = fieldsOf(readDerOrThrow(bytes, { maxBytes: MAX_BYTES }), 'TimeStampResp');
    const status = readStatusInfo(fields.next());
    const token = fields.optional(16);
    fields.end();
    const granted = status.status === 'granted' || status.status === 'grantedWithMods';
    if (granted !== (token !== undefined)) throw new Refusal('TSP_RESPONSE_DAMAGED', 'token against status');
    return { ...status, ...(token && { token: token.raw }) };
  });
