import type { Clock, Random } from '../base';
import { buildTimeStampToken, type TimeStampingKey } from './build-token';
import type { PKIFailureInfo } from './pki-status';
import { type DecodedTimeStampReq, decodeTimeStampReq } from './time-stamp-req';
import { encodeTimeStampResp } from './time-stamp-resp';
import { type Accuracy, encodeAccuracy } from './tst-info';

export interface TimeStampAuthorityOptions {
  readonly key: TimeStampingKey;
  /** The one policy that tokens are issued under. */
  readonly policy: string;
  readonly accuracy: Accuracy;
  readonly clock: Clock;
  readonly random: Random;
  /** false: the clock is not trusted now; requests are rejected with timeNotAvailable. */
  readonly timeAvailable?: () => boolean;
}

export interface TimeStampAnswer {
  /** DER of the TimeStampResp. */
  readonly response: Uint8Array;
  /** undefined: granted. */
  readonly failInfo?: PKIFailureInfo;
}

export interface TimeStampAuthority {
  answer(request: Uint8Array): Promise<TimeStampAnswer>;
}

const FAILURES: Readonly<Record<string, PKIFailureInfo>> = {
  TSP_BAD_ALG: 'badAlg',
  TSP_BAD_REQUEST: 'badRequest',
  TSP_BAD_DATA_FORMAT: 'badDataFormat',
  TSP_UNACCEPTED_EXTENSION: 'unacceptedExtension',
};

const rejection = (failInfo: PKIFailureInfo): TimeStampAnswer => ({
  response: encodeTimeStampResp({ failInfo, statusString: failInfo }),
  failInfo,
});

/** 16 random bytes, positive: unique without a counter on disk (RFC 3161 2.4.2 wants it unique for the server). */
const serialNumber = (random: Random): Uint8Array => {
  const bytes = random.bytes(16);
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes;
};

/** The answering half of RFC 3161: bytes in, bytes out; transport and media types are the server's. Never throws for bad bytes. */
export const createTimeStampAuthority = (options: TimeStampAuthorityOptions): TimeStampAuthority => {
  const { key, policy, clock, random } = options;
  const accuracyDer = encodeAccuracy(options.accuracy);
  const grant = async (request: DecodedTimeStampReq): Promise<TimeStampAnswer> => {
    const { imprintDer, nonce, certReq } = request;
    const moment = { serialNumber: serialNumber(random), genTimeMs: clock.nowMs() };
    const token = await buildTimeStampToken({ policy, imprintDer, accuracyDer, nonce, certReq, ...moment }, key);
    return { response: encodeTimeStampResp({ token }) };
  };
  return {
    answer: async (bytes) => {
      const request = decodeTimeStampReq(bytes);
      if (!request.ok) return rejection(FAILURES[request.error.code] ?? 'badDataFormat');
      const { reqPolicy } = request.value;
      if (reqPolicy !== undefined && reqPolicy !== policy) return rejection('unacceptedPolicy');
      if (options.timeAvailable?.() === false) return rejection('timeNotAvailable');
      return grant(request.value);
    },
  };
};
