import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { errorBody } from '../../contracts/api';
import { err, type Failure, ok, type Random, type Result } from '../../core/base';
import type { HttpBody, HttpChannel, HttpReply } from './http-exchange';
import { type RetryPolicy, withRetry } from './retry';

/** What a signature covers; `contentDigest` is SHA-256 of the body, so that a large file is not read into memory. */
export interface RequestToSign {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentDigest?: Uint8Array;
}

/** Adds the headers of RFC 9421 and RFC 9530. Made for each try: `created` and `nonce` are fresh. */
export type RequestSigner = (request: RequestToSign) => Promise<Readonly<Record<string, string>>>;

export interface CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly contentType?: string;
  readonly body?: HttpBody;
  readonly contentDigest?: Uint8Array;
  /** Same key, same bytes, one effect: kept by the caller where a call outlives a crash. Fresh for each write otherwise. */
  readonly idempotencyKey?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly retry: RetryPolicy;
  readonly signal?: AbortSignal;
  readonly sink?: (chunk: Uint8Array) => Promise<void>;
  readonly signer?: RequestSigner;
  /** Besides every 2xx: what else is an answer. A proxy's page with the same status is none. */
  readonly isAnswer?: (reply: HttpReply) => boolean;
}

export interface CallPorts {
  readonly channel: HttpChannel;
  readonly baseUrl: string;
  readonly random: Random;
}

/** A failure of the server's own telling; `correlationId` is for the notice on the bench. */
export interface ServerFailure extends Failure {
  readonly correlationId?: string;
  readonly retryable?: boolean;
}

const STATUS_RETRYABLE = new Set([408, 425, 429, 500, 502, 503, 504]);
const LOCAL_RETRYABLE = new Set([
  'SERVER_AWAY',
  'SERVER_TIMEOUT',
  'SERVER_UNTRUSTED',
  'SERVER_PIN_MISMATCH',
  'SERVER_CLIENT_CERTIFICATE',
]);

/** Whether the same request may succeed later without anybody changing anything. */
export const isRetryable = (failure: ServerFailure): boolean => failure.retryable ?? LOCAL_RETRYABLE.has(failure.code);

function failureOf(reply: HttpReply): ServerFailure {
  const retryable = STATUS_RETRYABLE.has(reply.status);
  try {
    const body = errorBody.safeParse(JSON.parse(Buffer.from(reply.body).toString('utf8')));
    if (body.success)
      return {
        code: body.data.code,
        detail: `HTTP ${reply.status}`,
        correlationId: body.data.correlationId,
        retryable,
      };
  } catch {
    // not our server's words: a proxy answered
  }
  return { code: retryable ? 'SERVER_AWAY' : 'SERVER_REPLY_UNREADABLE', detail: `HTTP ${reply.status}`, retryable };
}

/** One request with retries. The answer of a 2xx, or what `isAnswer` takes for one; else the server's code, or one of SERVER_CLIENT_ERRORS. */
export async function call(ports: CallPorts, options: CallOptions): Promise<Result<HttpReply, ServerFailure>> {
  const url = new URL(options.path, ports.baseUrl);
  const write = options.method !== 'GET';
  const headers: Record<string, string> = {
    accept: 'application/json, application/pdf, application/timestamp-reply',
    ...(options.contentType === undefined ? {} : { 'content-type': options.contentType }),
    ...(write ? { 'idempotency-key': options.idempotencyKey ?? randomUUID() } : {}),
  };
  const once = async (): Promise<Result<HttpReply, ServerFailure>> => {
    const { contentDigest } = options;
    const toSign = { method: options.method, url, headers, ...(contentDigest ? { contentDigest } : {}) };
    const signed = options.signer === undefined ? {} : await options.signer(toSign);
    const reply = await ports.channel.exchange({
      method: options.method,
      url,
      headers: { ...headers, ...signed },
      timeoutMs: options.timeoutMs,
      maxBytes: options.maxBytes,
      ...(options.body === undefined ? {} : { body: options.body }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.sink === undefined ? {} : { sink: options.sink }),
    });
    if (!reply.ok) return reply;
    const isGood = reply.value.status >= 200 && reply.value.status < 300;
    return isGood || options.isAnswer?.(reply.value) ? reply : { ok: false, error: failureOf(reply.value) };
  };
  return withRetry(once, isRetryable, options.retry, {
    random: ports.random,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }) as Promise<Result<HttpReply, ServerFailure>>;
}

/** Reads a JSON answer against its contract. SERVER_REPLY_UNREADABLE. */
export function readJson<T>(reply: HttpReply, shape: z.ZodType<T>): Result<T> {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(reply.body).toString('utf8')));
    if (parsed.success) return ok(parsed.data);
    return err('SERVER_REPLY_UNREADABLE', parsed.error.issues.map((issue) => issue.path.join('.')).join(' '));
  } catch {
    return err('SERVER_REPLY_UNREADABLE', 'not JSON');
  }
}
