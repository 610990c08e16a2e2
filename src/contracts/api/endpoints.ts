import type { z } from 'zod';
import { documentReceipt, verificationLink } from './document';
import { enrolment, enrolmentRequest } from './enrolment';
import { eventCertificate, eventCertificateRequest } from './event-certificate';
import { health } from './health';
import { launchTicket, launchTicketRequest, redeemed, redeemRequest } from './launch-ticket';
import { operatorSession, signInRequest } from './operator';
import { outcomeRequest } from './outcome';
import { offeredRelease, releaseReport, releaseReported } from './release';
import { stationsOverview } from './station-overview';
import { stationSettings } from './station-settings';
import { stationStatus, stationStatusReceipt } from './station-status';
import { createTaskRequest, task, taskList, taskReceipt } from './task';

/**
 * Who signs the request: `kiosk` ecdsa-p256-sha256, `application` hmac-sha256, `enrolling` its new key, `none` nobody.
 * `operator`: a person at the console, whose browser signs nothing and shows the cookie of a session.
 */
export type Caller = 'kiosk' | 'application' | 'either' | 'enrolling' | 'operator' | 'none';

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `:name` stands for one path segment. */
  readonly path: string;
  readonly caller: Caller;
  /** JSON shape, or the media type of a binary body. */
  readonly request?: z.ZodType | 'application/pdf' | 'application/timestamp-query';
  readonly response:
    | z.ZodType
    | 'application/pdf'
    | 'application/timestamp-reply'
    | 'application/pkix-crl'
    | 'application/octet-stream';
  readonly status: 200 | 201;
}

/** The doors of the signing server. Signed writes carry an Idempotency-Key header (RFC 9421 covers it). */
export const ENDPOINTS = {
  createTask: {
    method: 'POST',
    path: '/v1/tasks',
    caller: 'application',
    request: createTaskRequest,
    response: taskReceipt,
    status: 201,
  },
  putSource: {
    method: 'PUT',
    path: '/v1/tasks/:taskId/source',
    caller: 'application',
    request: 'application/pdf',
    response: taskReceipt,
    status: 200,
  },
  getTask: { method: 'GET', path: '/v1/tasks/:taskId', caller: 'either', response: task, status: 200 },
  withdrawTask: {
    method: 'POST',
    path: '/v1/tasks/:taskId/withdraw',
    caller: 'application',
    response: taskReceipt,
    status: 200,
  },
  listStationTasks: {
    method: 'GET',
    path: '/v1/stations/:stationId/tasks',
    caller: 'kiosk',
    response: taskList,
    status: 200,
  },
  getStationSettings: {
    method: 'GET',
    path: '/v1/stations/:stationId/settings',
    caller: 'kiosk',
    response: stationSettings,
    status: 200,
  },
  /** How a kiosk is, once a minute; the newest counts, and the answer of one is not kept for retries. */
  putStationStatus: {
    method: 'POST',
    path: '/v1/stations/:stationId/status',
    caller: 'kiosk',
    request: stationStatus,
    response: stationStatusReceipt,
    status: 200,
  },
  getSource: {
    method: 'GET',
    path: '/v1/tasks/:taskId/source',
    caller: 'kiosk',
    response: 'application/pdf',
    status: 200,
  },
  claimTask: { method: 'POST', path: '/v1/tasks/:taskId/claim', caller: 'kiosk', response: taskReceipt, status: 200 },
  recordOutcome: {
    method: 'POST',
    path: '/v1/tasks/:taskId/outcome',
    caller: 'kiosk',
    request: outcomeRequest,
    response: taskReceipt,
    status: 200,
  },
  createLaunchTicket: {
    method: 'POST',
    path: '/v1/launch-tickets',
    caller: 'application',
    request: launchTicketRequest,
    response: launchTicket,
    status: 201,
  },
  redeemLaunchTicket: {
    method: 'POST',
    path: '/v1/launch-tickets/redeem',
    caller: 'kiosk',
    request: redeemRequest,
    response: redeemed,
    status: 200,
  },
  issueEventCertificate: {
    method: 'POST',
    path: '/v1/event-certificates',
    caller: 'kiosk',
    request: eventCertificateRequest,
    response: eventCertificate,
    status: 201,
  },
  /** Not signed by the caller: a time-stamp query carries a digest and nothing else. */
  timeStamp: {
    method: 'POST',
    path: '/tsa',
    caller: 'none',
    request: 'application/timestamp-query',
    response: 'application/timestamp-reply',
    status: 200,
  },
  /** Where event certificates point to (RFC 5280 4.2.1.13); public, as every reader of a signed form may ask. */
  revocationList: {
    method: 'GET',
    path: '/crl/event.crl',
    caller: 'none',
    response: 'application/pkix-crl',
    status: 200,
  },
  putDocument: {
    method: 'PUT',
    path: '/v1/documents/:taskId',
    caller: 'kiosk',
    request: 'application/pdf',
    response: documentReceipt,
    status: 200,
  },
  getDocument: {
    method: 'GET',
    path: '/v1/documents/:taskId',
    caller: 'either',
    response: 'application/pdf',
    status: 200,
  },
  /** The verdict on the archived file, made now, for people; ?language=zh (default) or en. */
  getReport: {
    method: 'GET',
    path: '/v1/documents/:taskId/report',
    caller: 'either',
    response: 'application/pdf',
    status: 200,
  },
  /** For the browser of whoever sits at the HIS: it cannot sign requests, so the link carries a ticket. */
  getVerificationLink: {
    method: 'GET',
    path: '/v1/documents/:taskId/verification',
    caller: 'either',
    response: verificationLink,
    status: 200,
  },
  /** The signed manifest of the newest release for this station, or of a named version; ?platform=win32-x64. */
  getRelease: {
    method: 'GET',
    path: '/v1/releases/:version',
    caller: 'kiosk',
    response: offeredRelease,
    status: 200,
  },
  /** Its package; ?platform=win32-x64&from=N goes on at byte N. */
  getReleasePackage: {
    method: 'GET',
    path: '/v1/releases/:version/package',
    caller: 'kiosk',
    response: 'application/octet-stream',
    status: 200,
  },
  reportRelease: {
    method: 'POST',
    path: '/v1/releases/reports',
    caller: 'kiosk',
    request: releaseReport,
    response: releaseReported,
    status: 200,
  },
  enrol: {
    method: 'POST',
    path: '/v1/enrolments',
    caller: 'enrolling',
    request: enrolmentRequest,
    response: enrolment,
    status: 201,
  },
  /** Name and password of an operator for a session's cookie; from the console's own page only. */
  signIn: {
    method: 'POST',
    path: '/v1/operator-sessions',
    caller: 'none',
    request: signInRequest,
    response: operatorSession,
    status: 201,
  },
  signOut: {
    method: 'POST',
    path: '/v1/operator-sessions/end',
    caller: 'operator',
    response: operatorSession,
    status: 200,
  },
  /** All stations at a glance. */
  listStations: { method: 'GET', path: '/v1/stations', caller: 'operator', response: stationsOverview, status: 200 },
  health: { method: 'GET', path: '/healthz', caller: 'none', response: health, status: 200 },
} as const satisfies Record<string, Endpoint>;
export type EndpointName = keyof typeof ENDPOINTS;
