import { err, ok, type Result } from '../../core/base';
import { encodeTimeStampReq, nonceFrom, parseTimeStampResp, verifyTimeStampToken } from '../../core/tsp';
import type { SealingPorts, SealingServices, SealingTrust } from './ports';

/** RFC 3161 2.4.1: a large random number, so that an old answer cannot be played again. */
const NONCE_BYTES = 16;

/**
 * A function for core/pades that fetches a token over an imprint and believes it only when authority, imprint and nonce
 * hold (RFC 3161 2.2). Answers the token's DER, or the codes of the server and of core/tsp.
 */
export function trustedTime(
  services: SealingServices,
  ports: SealingPorts,
  trust: SealingTrust,
): (imprint: Uint8Array) => Promise<Result<Uint8Array>> {
  return async (imprint) => {
    const nonce = nonceFrom(ports.random.bytes(NONCE_BYTES));
    const messageImprint = { hashAlgorithm: 'SHA-256', hashedMessage: imprint } as const;
    const answer = await services.timeStamp(encodeTimeStampReq({ messageImprint, nonce, certReq: true }));
    if (!answer.ok) return answer;
    const response = parseTimeStampResp(answer.value);
    if (!response.ok) return response;
    const { token, failInfo } = response.value;
    if (token === undefined) return err('SEAL_TIME_REFUSED', failInfo);
    const { digest, verifier } = ports;
    const verified = verifyTimeStampToken({
      token,
      imprint: messageImprint,
      nonce,
      anchors: trust.anchors,
      verifier,
      digest,
    });
    return verified.ok ? ok(token) : verified;
  };
}
