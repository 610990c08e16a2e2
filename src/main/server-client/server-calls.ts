import type { z } from 'zod';
import {
  DOCUMENT_MAX_BYTES,
  type DocumentReceipt,
  type DocumentReference,
  documentReceipt,
  JSON_MAX_BYTES,
} from '../../contracts/api';
import { type Digest, ok, type Result, toHex, utf8 } from '../../core/base';
import { writeAtomicallyWith } from '../journal';
import { type CallOptions, type CallPorts, call, type RequestSigner, readJson, type ServerFailure } from './call';
import type { RetryPolicy } from './retry';

export interface CallControl {
  readonly signal?: AbortSignal;
  /** Given where the call must have one effect even if the kiosk dies in between. */
  readonly idempotencyKey?: string;
}
/** Where a time-stamp query goes and how long its answer is waited for, once; our own server's unit otherwise. */
export interface TimeStampControl extends CallControl {
  readonly url?: string;
  readonly timeoutMs?: number;
}
export type Answer<T> = Promise<Result<T, ServerFailure>>;

/** A file to send: its size and SHA-256 are known before it travels. */
export interface SealedFile extends DocumentReference {
  readonly path: string;
}

/** For questions that are asked again anyway. */
export const ONCE: RetryPolicy = { attempts: 1, firstMs: 0, longestMs: 0 };
const SHORT_MS = 5000;
/** 256 MB on a slow ward network. */
const LONG_MS = 300_000;

/** What every call needs beside its own words. */
export interface Line {
  readonly ports: CallPorts;
  readonly signer: RequestSigner;
  readonly digest: Digest;
  readonly retry: RetryPolicy;
}

export const taskPath = (taskId: string, rest = '') => `/v1/tasks/${encodeURIComponent(taskId)}${rest}`;

/** A signed request with a JSON body or none; the answer is JSON of `shape`. */
export async function exchangeJson<T>(
  { ports, signer, digest, retry }: Line,
  shape: z.ZodType<T>,
  method: 'GET' | 'POST',
  path: string,
  request: object | undefined,
  more: Partial<CallOptions>,
): Answer<T> {
  const body = request === undefined ? undefined : utf8(JSON.stringify(request));
  const reply = await call(ports, {
    method,
    path,
    timeoutMs: SHORT_MS,
    maxBytes: JSON_MAX_BYTES,
    retry,
    signer,
    ...(body === undefined
      ? {}
      : { body, contentType: 'application/json', contentDigest: digest.hash('SHA-256', body) }),
    ...more,
  });
  return reply.ok ? readJson(reply.value, shape) : reply;
}

/** One try to bring a form to `path`; what does not arrive whole and as announced leaves no file. */
export async function fetchSource(
  { ports, signer, digest }: Line,
  taskId: string,
  announced: DocumentReference,
  path: string,
  control: CallControl | undefined,
): Answer<void> {
  let failure: ServerFailure | undefined;
  await writeAtomicallyWith(path, async (handle) => {
    const hasher = digest.hasher('SHA-256');
    let size = 0;
    const reply = await call(ports, {
      method: 'GET',
      path: taskPath(taskId, '/source'),
      timeoutMs: LONG_MS,
      maxBytes: DOCUMENT_MAX_BYTES,
      retry: ONCE,
      signer,
      sink: async (chunk) => {
        hasher.update(chunk);
        size += chunk.length;
        await handle.write(chunk);
      },
      ...control,
    });
    if (!reply.ok) failure = reply.error;
    else if (size !== announced.size || toHex(hasher.digest()) !== announced.sha256)
      failure = { code: 'SERVER_SOURCE_DIFFERS', detail: `${size} bytes` };
    if (failure !== undefined) throw new Error(failure.code);
  }).catch((error: unknown) => {
    failure ??= { code: 'JOURNAL_WRITE', detail: (error as NodeJS.ErrnoException).code ?? 'write' };
  });
  return failure === undefined ? ok(undefined) : { ok: false, error: failure };
}

export interface PackageWanted {
  readonly version: string;
  readonly platform: string;
  /** What is there already, bytes. */
  readonly from: number;
  /** What is still to come, bytes. */
  readonly maxBytes: number;
}
export type PackageSink = (chunk: Uint8Array) => Promise<void>;

export const releasePath = (version: string, rest: string, query: Readonly<Record<string, string>>): string =>
  `/v1/releases/${encodeURIComponent(version)}${rest}?${new URLSearchParams(query)}`;

/** One try to bring a package on; what arrived before it broke off stays with `sink`. */
export async function fetchPackage(
  { ports, signer }: Line,
  { version, platform, from, maxBytes }: PackageWanted,
  sink: PackageSink,
  control: CallControl | undefined,
): Answer<void> {
  const reply = await call(ports, {
    method: 'GET',
    path: releasePath(version, '/package', { platform, from: String(from) }),
    timeoutMs: LONG_MS,
    maxBytes,
    retry: ONCE,
    signer,
    sink,
    ...control,
  });
  return reply.ok ? ok(undefined) : reply;
}

/** TimeStampReq in, TimeStampResp out (RFC 3161 3.4); unsigned, as every time-stamping authority takes it. */
export async function postTimeStampQuery(
  { ports, retry }: Line,
  ownUrl: string,
  query: Uint8Array,
  { url, ...control }: TimeStampControl = {},
): Answer<Uint8Array> {
  const reply = await call(ports, {
    method: 'POST',
    path: url ?? ownUrl,
    contentType: 'application/timestamp-query',
    body: query,
    timeoutMs: SHORT_MS,
    maxBytes: JSON_MAX_BYTES,
    retry: url === undefined ? retry : ONCE,
    ...control,
  });
  return reply.ok ? ok(reply.value.body) : reply;
}

/** Sends a sealed file as a stream, its digest ahead of it. */
export async function putSealedFile(
  { ports, signer, retry }: Line,
  taskId: string,
  file: SealedFile,
  control: CallControl | undefined,
): Answer<DocumentReceipt> {
  const reply = await call(ports, {
    method: 'PUT',
    path: `/v1/documents/${encodeURIComponent(taskId)}`,
    contentType: 'application/pdf',
    body: { path: file.path, size: file.size },
    contentDigest: Uint8Array.from(Buffer.from(file.sha256, 'hex')),
    timeoutMs: LONG_MS,
    maxBytes: JSON_MAX_BYTES,
    retry,
    signer,
    ...control,
  });
  return reply.ok ? readJson(reply.value, documentReceipt) : reply;
}
