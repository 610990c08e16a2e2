import { attempt, attemptAsync, Refusal, type Result } from '../base';
import {
  type HttpSignatureAlgorithm,
  sameSecret,
  type VerificationKey,
  type VerificationPorts,
  verifyBase,
} from './algorithms';
import { readContentDigest } from './content-digest';
import { type HeaderFields, type HttpMessage, headerValue } from './message';
import { COVERED_ALWAYS } from './sign-request';
import { coveredComponents, signatureBase } from './signature-base';
import { type InnerList, readDictionary } from './structured-fields';

export interface RequestToVerify {
  readonly method: string;
  /** As received: origin form. */
  readonly url: string;
  readonly headers: HeaderFields;
  /** The whole body; absent when it is streamed: then compare `contentDigest` of the answer at its end. */
  readonly body?: Uint8Array;
}

export interface VerifyRequestOptions extends VerificationPorts {
  /** Who this key id is; undefined: nobody. */
  keyOf(keyId: string): VerificationKey | undefined | Promise<VerificationKey | undefined>;
  /** Remembers a nonce of a key until a time; false when it is known already. Called for verified requests only. */
  rememberNonce(keyId: string, nonce: string, untilMs: number): boolean | Promise<boolean>;
  readonly nowMs: number;
  /** How far `created` may lie from now; default 300 s. */
  readonly maxSkewMs?: number;
}

export interface VerifiedRequest {
  readonly keyId: string;
  readonly algorithm: HttpSignatureAlgorithm;
  readonly createdMs: number;
  readonly nonce: string;
  /** SHA-256 that the body has (compared already when `body` was given). Absent: the request must have no body. */
  readonly contentDigest?: Uint8Array;
}

interface ParsedSignature {
  readonly input: InnerList;
  readonly signature: Uint8Array;
}

const DEFAULT_SKEW_MS = 300_000;
const MAX_KEY_ID = 256;
const NONCE_LENGTH = { min: 8, max: 256 };
/** Where present they must be covered: a body, and what makes a retry safe. */
const REQUIRED_WHEN_PRESENT = ['content-digest', 'idempotency-key'];

/** First signature of a message: its Signature-Input member and value. */
const readSignature = (headers: HeaderFields): ParsedSignature => {
  const inputs = headerValue(headers, 'signature-input');
  const signatures = headerValue(headers, 'signature');
  if (inputs === undefined || signatures === undefined) throw new Refusal('HTTPSIG_MISSING');
  const [first] = readDictionary(inputs);
  if (first === undefined) throw new Refusal('HTTPSIG_MISSING');
  const [label, input] = first;
  const member = readDictionary(signatures).get(label);
  const signature = member !== undefined && 'value' in member ? member.value : undefined;
  if (!('items' in input) || !(signature instanceof Uint8Array)) throw new Refusal('HTTPSIG_DAMAGED', 'signature');
  return { input, signature };
};

const checkCoverage = (request: RequestToVerify, input: InnerList): void => {
  const covered = new Set(coveredComponents(input));
  const present = REQUIRED_WHEN_PRESENT.filter((name) => headerValue(request.headers, name) !== undefined);
  const missing = [...COVERED_ALWAYS, ...present].find((name) => !covered.has(name));
  if (missing !== undefined) throw new Refusal('HTTPSIG_NOT_COVERED', missing);
};

const readParameters = ({ parameters }: InnerList) => {
  const [created, expires] = [parameters.get('created'), parameters.get('expires')];
  const [keyId, nonce, alg] = [parameters.get('keyid'), parameters.get('nonce'), parameters.get('alg')];
  if (typeof created !== 'number' || typeof keyId !== 'string' || typeof nonce !== 'string') {
    throw new Refusal('HTTPSIG_PARAMETER_MISSING');
  }
  if (keyId.length > MAX_KEY_ID || nonce.length < NONCE_LENGTH.min || nonce.length > NONCE_LENGTH.max) {
    throw new Refusal('HTTPSIG_DAMAGED', 'keyid or nonce');
  }
  return { createdMs: created * 1000, expires, keyId, nonce, alg };
};

const checkTime = (
  createdMs: number,
  expires: unknown,
  { nowMs, maxSkewMs = DEFAULT_SKEW_MS }: VerifyRequestOptions,
) => {
  if (Math.abs(nowMs - createdMs) > maxSkewMs) throw new Refusal('HTTPSIG_EXPIRED');
  if (expires !== undefined && (typeof expires !== 'number' || expires * 1000 < nowMs))
    throw new Refusal('HTTPSIG_EXPIRED');
};

const checkBody = (request: RequestToVerify, { digest }: VerifyRequestOptions): Uint8Array | undefined => {
  const field = headerValue(request.headers, 'content-digest');
  const { body } = request;
  if (field === undefined) {
    if (body !== undefined && body.length > 0) throw new Refusal('HTTPSIG_DIGEST_MISSING');
    return undefined;
  }
  const expected = readContentDigest(field);
  if (body !== undefined && !sameSecret(digest.hash('SHA-256', body), expected))
    throw new Refusal('HTTPSIG_DIGEST_MISMATCH');
  return expected;
};

const verify = async (request: RequestToVerify, options: VerifyRequestOptions): Promise<VerifiedRequest> => {
  const { input, signature } = readSignature(request.headers);
  checkCoverage(request, input);
  const { createdMs, expires, keyId, nonce, alg } = readParameters(input);
  checkTime(createdMs, expires, options);
  const key = await options.keyOf(keyId);
  if (key === undefined) throw new Refusal('HTTPSIG_UNKNOWN_KEY');
  if (alg !== undefined && alg !== key.algorithm) throw new Refusal('HTTPSIG_ALGORITHM_MISMATCH');
  const { method, url, headers } = request;
  const base = signatureBase({ method, url, headers }, input);
  if (!verifyBase(key, base, signature, options)) throw new Refusal('HTTPSIG_INVALID');
  const contentDigest = checkBody(request, options);
  const untilMs = createdMs + 2 * (options.maxSkewMs ?? DEFAULT_SKEW_MS);
  if (!(await options.rememberNonce(keyId, nonce, untilMs))) throw new Refusal('HTTPSIG_REPLAYED');
  return { keyId, algorithm: key.algorithm, createdMs, nonce, ...(contentDigest && { contentDigest }) };
};

/**
 * Verifies a signed request: coverage (@method, @path, @query; content-digest and idempotency-key where present), created
 * within the skew, key, signature, body, and the nonce last. With a streamed body compare `contentDigest` yourself.
 * Codes: HTTPSIG_*.
 */
export const verifyRequest = (
  request: RequestToVerify,
  options: VerifyRequestOptions,
): Promise<Result<VerifiedRequest>> => attemptAsync(() => verify(request, options));

/** Verifies the first signature of any message over exactly what it covers; no policy. Codes: HTTPSIG_*. */
export const verifyMessage = (
  message: HttpMessage,
  key: VerificationKey,
  ports: VerificationPorts,
): Result<InnerList> =>
  attempt(() => {
    const { input, signature } = readSignature(message.headers);
    if (!verifyBase(key, signatureBase(message, input), signature, ports)) throw new Refusal('HTTPSIG_INVALID');
    return input;
  });
