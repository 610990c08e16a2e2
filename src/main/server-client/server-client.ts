import type { z } from 'zod';
import {
  DOCUMENT_MAX_BYTES,
  type DocumentReceipt,
  type DocumentReference,
  documentReceipt,
  type Enrolment,
  type EnrolmentRequest,
  type EventCertificate,
  type EventCertificateRequest,
  enrolment,
  eventCertificate,
  type Health,
  health,
  JSON_MAX_BYTES,
  type OutcomeRequest,
  type Redeemed,
  redeemed,
  type Task,
  type TaskList,
  type TaskReceipt,
  task,
  taskList,
  taskReceipt,
} from '../../contracts/api';
import { type Digest, err, ok, type Random, type Result, toHex, utf8 } from '../../core/base';
import { writeAtomicallyWith } from '../journal';
import { type CallOptions, call, type RequestSigner, readJson, type ServerFailure } from './call';
import { createHttpChannel } from './http-exchange';
import type { RetryPolicy } from './retry';

export interface CallControl {
  readonly signal?: AbortSignal;
  /** Given where the call must have one effect even if the kiosk dies in between. */
  readonly idempotencyKey?: string;
}
type Answer<T> = Promise<Result<T, ServerFailure>>;

/** A file to send: its size and SHA-256 are known before it travels. */
export interface SealedFile extends DocumentReference {
  readonly path: string;
}

/** The signing server as the kiosk meets it. Every trouble is a value; nothing here throws. */
export interface ServerClient {
  /** Uses the one-time code up; the request is signed with the key that it brings. */
  enrol(request: EnrolmentRequest, control?: CallControl): Answer<Enrolment>;
  tasks(control?: CallControl): Answer<TaskList>;
  task(taskId: string, control?: CallControl): Answer<Task>;
  claim(taskId: string, control?: CallControl): Answer<TaskReceipt>;
  /** Brings the form to `path`, whole and as announced, or not at all. SERVER_SOURCE_DIFFERS. */
  source(taskId: string, announced: DocumentReference, path: string, control?: CallControl): Answer<void>;
  outcome(taskId: string, request: OutcomeRequest, control?: CallControl): Answer<TaskReceipt>;
  redeem(ticket: string, control?: CallControl): Answer<Redeemed>;
  eventCertificate(request: EventCertificateRequest, control?: CallControl): Answer<EventCertificate>;
  /** TimeStampReq in, TimeStampResp out, both DER (RFC 3161). */
  timeStamp(query: Uint8Array, control?: CallControl): Answer<Uint8Array>;
  putDocument(taskId: string, file: SealedFile, control?: CallControl): Answer<DocumentReceipt>;
  health(control?: CallControl): Answer<Health>;
  close(): void;
}

export interface ServerClientOptions {
  readonly baseUrl: string;
  /** PEM; for a server whose certificate is not in the system's store. */
  readonly serverCa?: string;
  /** Known after the enrolment. */
  readonly stationId?: string;
  /** Absolute, or relative to baseUrl. */
  readonly tsaUrl?: string;
  readonly signer: RequestSigner;
  readonly random: Random;
  readonly digest: Digest;
  /** How long people wait at a bed before a server counts as away. */
  readonly retry?: RetryPolicy;
}

const RETRY: RetryPolicy = { attempts: 3, firstMs: 150, longestMs: 2000 };
const ONCE: RetryPolicy = { attempts: 1, firstMs: 0, longestMs: 0 };
const SHORT_MS = 5000;
/** 256 MB on a slow ward network. */
const LONG_MS = 300_000;
/** A hundred tasks of 16 signers. */
const LIST_MAX_BYTES = 4 * 1024 * 1024;

/** The kiosk's client over HTTP; requests are signed by `options.signer` (RFC 9421). */
export function createServerClient(options: ServerClientOptions): ServerClient {
  const channel = createHttpChannel(options.serverCa === undefined ? {} : { ca: options.serverCa });
  const ports = { channel, baseUrl: options.baseUrl, random: options.random };
  const retry = options.retry ?? RETRY;
  const { digest } = options;

  const json = async <T>(
    shape: z.ZodType<T>,
    method: 'GET' | 'POST',
    path: string,
    request: object | undefined,
    control: CallControl | undefined,
    more: Partial<CallOptions> = {},
  ): Answer<T> => {
    const body = request === undefined ? undefined : utf8(JSON.stringify(request));
    const reply = await call(ports, {
      method,
      path,
      timeoutMs: SHORT_MS,
      maxBytes: JSON_MAX_BYTES,
      retry,
      signer: options.signer,
      ...(body === undefined
        ? {}
        : { body, contentType: 'application/json', contentDigest: digest.hash('SHA-256', body) }),
      ...control,
      ...more,
    });
    return reply.ok ? readJson(reply.value, shape) : reply;
  };
  const at = (taskId: string, rest = '') => `/v1/tasks/${encodeURIComponent(taskId)}${rest}`;

  return {
    enrol: (request, control) => json(enrolment, 'POST', '/v1/enrolments', request, control),
    tasks: async (control) =>
      options.stationId === undefined
        ? err('SERVER_NOT_ENROLLED')
        : json(taskList, 'GET', `/v1/stations/${encodeURIComponent(options.stationId)}/tasks`, undefined, control, {
            retry: ONCE,
            maxBytes: LIST_MAX_BYTES,
          }),
    task: (taskId, control) => json(task, 'GET', at(taskId), undefined, control),
    claim: (taskId, control) => json(taskReceipt, 'POST', at(taskId, '/claim'), undefined, control),
    outcome: (taskId, request, control) => json(taskReceipt, 'POST', at(taskId, '/outcome'), request, control),
    redeem: (ticket, control) => json(redeemed, 'POST', '/v1/launch-tickets/redeem', { ticket }, control),
    eventCertificate: (request, control) => json(eventCertificate, 'POST', '/v1/event-certificates', request, control),
    health: (control) => json(health, 'GET', '/healthz', undefined, control, { retry: ONCE }),

    source: async (taskId, announced, path, control) => {
      const fetchInto = async (): Answer<void> => {
        let failure: ServerFailure | undefined;
        await writeAtomicallyWith(path, async (handle) => {
          const hasher = digest.hasher('SHA-256');
          let size = 0;
          const reply = await call(ports, {
            method: 'GET',
            path: at(taskId, '/source'),
            timeoutMs: LONG_MS,
            maxBytes: DOCUMENT_MAX_BYTES,
            retry: ONCE,
            signer: options.signer,
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
      };
      const first = await fetchInto();
      return first.ok || first.error.code !== 'SERVER_SOURCE_DIFFERS' ? first : fetchInto();
    },

    timeStamp: async (query, control) => {
      const reply = await call(ports, {
        method: 'POST',
        path: options.tsaUrl ?? '/tsa',
        contentType: 'application/timestamp-query',
        body: query,
        timeoutMs: SHORT_MS,
        maxBytes: JSON_MAX_BYTES,
        retry,
        ...control,
      });
      return reply.ok ? ok(reply.value.body) : reply;
    },

    putDocument: async (taskId, file, control) => {
      const reply = await call(ports, {
        method: 'PUT',
        path: `/v1/documents/${encodeURIComponent(taskId)}`,
        contentType: 'application/pdf',
        body: { path: file.path, size: file.size },
        contentDigest: Uint8Array.from(Buffer.from(file.sha256, 'hex')),
        timeoutMs: LONG_MS,
        maxBytes: JSON_MAX_BYTES,
        retry,
        signer: options.signer,
        ...control,
      });
      return reply.ok ? readJson(reply.value, documentReceipt) : reply;
    },
    close: () => channel.close(),
  };
}
