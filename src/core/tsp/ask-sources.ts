import { type Clock, type Digest, err, ok, type Random, type Result, type Verifier } from '../base';
import type { Certificate } from '../pki';
import type { TspErrorCode } from './errors';
import { encodeTimeStampReq, nonceFrom } from './time-stamp-req';
import { parseTimeStampResp } from './time-stamp-resp';
import { verifyTimeStampToken } from './verify-token';

/** One time-stamping authority that may be asked. */
export interface TimeStampSource {
  /** As the hospital's settings call it: goes into journals, logs and metrics. */
  readonly name: string;
  /** Whom a token of this source must lead to; those of one source speak for no other. */
  readonly anchors: readonly Certificate[];
  /** TimeStampReq to TimeStampResp, DER; its own timeout. A failure is the transport's code. */
  ask(query: Uint8Array): Promise<Result<Uint8Array>>;
}

/** Why a source was passed over. */
export interface SourceFailure {
  readonly source: string;
  readonly code: string;
}

export interface SourcesToAsk {
  /** In the order in which they are asked. */
  readonly sources: readonly TimeStampSource[];
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
  readonly verifier: Verifier;
  /** The largest token that there is room for, bytes. */
  readonly maxTokenBytes?: number;
  /** Told of every source that was passed over, at once. */
  readonly onFailure?: (failure: SourceFailure) => void;
}

export interface AnsweredTimeStamp {
  /** DER of the TimeStampToken. */
  readonly token: Uint8Array;
  readonly source: string;
  readonly genTimeMs: number;
}

/** RFC 3161 2.4.1: a large random number, so that an old answer cannot be played again. */
const NONCE_BYTES = 16;
/** RFC 3161 2.2: the time must be near the requester's own; as far as the server lets our requests be off. */
const MAX_OFF_MS = 300_000;

const failure = (code: TspErrorCode, detail?: string) => err(code, detail);

async function askOne(
  source: TimeStampSource,
  imprint: Uint8Array,
  { clock, digest, random, verifier, maxTokenBytes }: SourcesToAsk,
): Promise<Result<AnsweredTimeStamp>> {
  const nonce = nonceFrom(random.bytes(NONCE_BYTES));
  const messageImprint = { hashAlgorithm: 'SHA-256', hashedMessage: imprint } as const;
  const answer = await source.ask(encodeTimeStampReq({ messageImprint, nonce, certReq: true }));
  if (!answer.ok) return answer;
  const response = parseTimeStampResp(answer.value);
  if (!response.ok) return failure('TSP_RESPONSE_DAMAGED', response.error.code);
  const { token, failInfo } = response.value;
  if (token === undefined) return failure('TSP_NOT_GRANTED', failInfo);
  if (maxTokenBytes !== undefined && token.length > maxTokenBytes) return failure('TSP_TOKEN_TOO_LARGE');
  const { anchors } = source;
  const verified = verifyTimeStampToken({ token, imprint: messageImprint, nonce, anchors, verifier, digest });
  if (!verified.ok) return verified;
  const { genTimeMs } = verified.value;
  if (Math.abs(genTimeMs - clock.nowMs()) > MAX_OFF_MS) return failure('TSP_TIME_OFF');
  return ok({ token, source: source.name, genTimeMs });
}

/**
 * A token over `imprint` (SHA-256) from the first source whose answer holds: granted, over this imprint, with this
 * nonce, signed under the source's own anchor for this sole purpose, its time near ours (RFC 3161 2.2, 2.3, 2.4.2).
 * Every other answer is dropped and the next source asked. TSP_NO_SOURCE when none was left.
 */
export async function askSources(imprint: Uint8Array, input: SourcesToAsk): Promise<Result<AnsweredTimeStamp>> {
  for (const source of input.sources) {
    const answer = await askOne(source, imprint, input);
    if (answer.ok) return answer;
    input.onFailure?.({ source: source.name, code: answer.error.code });
  }
  return failure('TSP_NO_SOURCE');
}
