import type { z } from 'zod';
import {
  type DocumentReceipt,
  type DocumentReference,
  type Enrolment,
  type EnrolmentRequest,
  type EventCertificate,
  type EventCertificateRequest,
  enrolment,
  eventCertificate,
  type Health,
  health,
  type OfferedRelease,
  type OutcomeRequest,
  offeredRelease,
  type Redeemed,
  type ReleaseReport,
  type ReleaseReported,
  redeemed,
  releaseReported,
  type StationSettings,
  type StationStatus,
  type StationStatusReceipt,
  stationSettings,
  stationStatusReceipt,
  type Task,
  type TaskList,
  type TaskReceipt,
  task,
  taskList,
  taskReceipt,
} from '../../contracts/api';
import { type Digest, err, type Random } from '../../core/base';
import { type CallOptions, type RequestSigner, readJson } from './call';
import { createHttpChannel, type HttpChannel } from './http-exchange';
import type { RetryPolicy } from './retry';
import {
  type Answer,
  type CallControl,
  exchangeJson,
  fetchPackage,
  fetchSource,
  type Line,
  ONCE,
  type PackageSink,
  type PackageWanted,
  postTimeStampQuery,
  putSealedFile,
  releasePath,
  type SealedFile,
  type TimeStampControl,
  taskPath,
} from './server-calls';
import type { TlsTrust } from './tls-trust';

/** The signing server as the kiosk meets it. Every trouble is a value; nothing here throws. */
export interface ServerClient {
  /** Uses the one-time code up; the request is signed with the key that it brings. */
  enrol(request: EnrolmentRequest, control?: CallControl): Answer<Enrolment>;
  tasks(control?: CallControl): Answer<TaskList>;
  /** What the hospital set for this station; unread. */
  settings(control?: CallControl): Answer<StationSettings>;
  /** How this kiosk is; the newest counts. */
  status(status: StationStatus, control?: CallControl): Answer<StationStatusReceipt>;
  task(taskId: string, control?: CallControl): Answer<Task>;
  claim(taskId: string, control?: CallControl): Answer<TaskReceipt>;
  /** Brings the form to `path`, whole and as announced, or not at all. SERVER_SOURCE_DIFFERS. */
  source(taskId: string, announced: DocumentReference, path: string, control?: CallControl): Answer<void>;
  outcome(taskId: string, request: OutcomeRequest, control?: CallControl): Answer<TaskReceipt>;
  redeem(ticket: string, control?: CallControl): Answer<Redeemed>;
  eventCertificate(request: EventCertificateRequest, control?: CallControl): Answer<EventCertificate>;
  /** TimeStampReq in, TimeStampResp out, both DER (RFC 3161). */
  timeStamp(query: Uint8Array, control?: TimeStampControl): Answer<Uint8Array>;
  putDocument(taskId: string, file: SealedFile, control?: CallControl): Answer<DocumentReceipt>;
  /** The signed manifest of `latest`, or of a version; unjudged. */
  release(version: string, platform: string, control?: CallControl): Answer<OfferedRelease>;
  /** The package of a release from byte `from` on, piece by piece, `maxBytes` at most. */
  releasePackage(wanted: PackageWanted, sink: PackageSink, control?: CallControl): Answer<void>;
  reportRelease(report: ReleaseReport, control?: CallControl): Answer<ReleaseReported>;
  health(control?: CallControl): Answer<Health>;
  close(): void;
}

export interface ServerClientOptions {
  readonly baseUrl: string;
  /** For https. */
  readonly trust?: TlsTrust;
  /** In place of Node's own connections. */
  readonly channel?: HttpChannel;
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
/** A hundred tasks of 16 signers. */
const LIST_MAX_BYTES = 4 * 1024 * 1024;

/** The kiosk's client over HTTP; requests are signed by `options.signer` (RFC 9421). */
export function createServerClient(options: ServerClientOptions): ServerClient {
  const channel = options.channel ?? createHttpChannel(options.trust ?? {}, new URL(options.baseUrl).origin);
  const ports = { channel, baseUrl: options.baseUrl, random: options.random };
  const line: Line = { ports, signer: options.signer, digest: options.digest, retry: options.retry ?? RETRY };
  const get = <T>(shape: z.ZodType<T>, path: string, more: Partial<CallOptions> = {}) =>
    exchangeJson(line, shape, 'GET', path, undefined, more);
  const post = <T>(shape: z.ZodType<T>, path: string, request: object | undefined, control: CallControl = {}) =>
    exchangeJson(line, shape, 'POST', path, request, control);

  /** Below the station that this kiosk is enrolled as. */
  const ofStation = <T>(shape: z.ZodType<T>, rest: string, more: Partial<CallOptions>): Answer<T> =>
    options.stationId === undefined
      ? Promise.resolve(err('SERVER_NOT_ENROLLED'))
      : get(shape, `/v1/stations/${encodeURIComponent(options.stationId)}${rest}`, { ...more, retry: ONCE });

  return {
    enrol: (request, control) => post(enrolment, '/v1/enrolments', request, control),
    tasks: (control) => ofStation(taskList, '/tasks', { ...control, maxBytes: LIST_MAX_BYTES }),
    settings: (control) => ofStation(stationSettings, '/settings', { ...control }),
    status: (status, control) =>
      options.stationId === undefined
        ? Promise.resolve(err('SERVER_NOT_ENROLLED'))
        : exchangeJson(
            line,
            stationStatusReceipt,
            'POST',
            `/v1/stations/${encodeURIComponent(options.stationId)}/status`,
            status,
            {
              ...control,
              retry: ONCE,
            },
          ),
    task: (taskId, control) => get(task, taskPath(taskId), control),
    claim: (taskId, control) => post(taskReceipt, taskPath(taskId, '/claim'), undefined, control),
    outcome: (taskId, request, control) => post(taskReceipt, taskPath(taskId, '/outcome'), request, control),
    redeem: (ticket, control) => post(redeemed, '/v1/launch-tickets/redeem', { ticket }, control),
    eventCertificate: (request, control) => post(eventCertificate, '/v1/event-certificates', request, control),
    release: (version, platform, control) =>
      get(offeredRelease, releasePath(version, '', { platform }), { ...control, retry: ONCE }),
    releasePackage: (wanted, sink, control) => fetchPackage(line, wanted, sink, control),
    reportRelease: (report, control) => post(releaseReported, '/v1/releases/reports', report, control),
    // A server that is not well says so with 503, and what it is.
    health: (control) =>
      get(health, '/healthz', { ...control, retry: ONCE, isAnswer: (reply) => readJson(reply, health).ok }),
    source: async (taskId, announced, path, control) => {
      const first = await fetchSource(line, taskId, announced, path, control);
      const mayHelp = !first.ok && first.error.code === 'SERVER_SOURCE_DIFFERS';
      return mayHelp ? fetchSource(line, taskId, announced, path, control) : first;
    },
    timeStamp: (query, control) => postTimeStampQuery(line, options.tsaUrl ?? '/tsa', query, control),
    putDocument: (taskId, file, control) => putSealedFile(line, taskId, file, control),
    close: () => channel.close(),
  };
}
