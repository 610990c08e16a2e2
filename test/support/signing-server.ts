import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { pino } from 'pino';
import { fetch } from 'undici';
import { ENROLMENT_KEY_ID, type Enrolment } from '../../src/contracts/api';
import { type Clock, toBase64, toHex } from '../../src/core/base';
import { type SigningKey, signRequest } from '../../src/core/http-signature';
import { generateOneTimeSigner, nodeClock, nodeDigest, nodeRandom } from '../../src/platform/node';
import { issueEnrolmentCode } from '../../src/server/embedded-hospital';
import { type OpenServer, openServer } from '../../src/server/open-server';
import { createLog } from '../../src/server/plugins';
import { PROGRAMS } from './programs';

/** Who signs a request of a test. */
export interface Caller {
  readonly keyId: string;
  readonly key: SigningKey;
}

export interface CallOptions {
  readonly body?: Uint8Array | object;
  readonly type?: string;
  readonly idempotencyKey?: string;
  readonly nonce?: string;
  readonly createdMs?: number;
  /** Changes headers after they were signed. */
  readonly tamper?: (headers: Record<string, string>) => Record<string, string>;
  /** Sends other bytes than were signed. */
  readonly sentBody?: Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The JSON of the answer; an empty object where it is none. */
  readonly json: Record<string, unknown> & { readonly code?: string };
}

const headerFor = (
  caller: Caller | undefined,
  method: string,
  path: string,
  body: Uint8Array | undefined,
  headers: Record<string, string>,
  options: CallOptions,
) =>
  caller === undefined
    ? {}
    : signRequest(
        { method, url: path, headers, ...(body === undefined ? {} : { body }) },
        {
          keyId: caller.keyId,
          key: caller.key,
          createdMs: options.createdMs ?? nodeClock.nowMs(),
          nonce: options.nonce ?? toHex(nodeRandom.bytes(16)),
          digest: nodeDigest,
        },
      );

/** One request over a real socket, signed by `caller` (undefined: not signed). */
export async function callServer(
  url: string,
  caller: Caller | undefined,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Reply> {
  const { body: given } = options;
  const body = given === undefined || given instanceof Uint8Array ? given : Buffer.from(JSON.stringify(given));
  const headers: Record<string, string> = {};
  if (method !== 'GET') headers['idempotency-key'] = options.idempotencyKey ?? toHex(nodeRandom.bytes(16));
  if (body !== undefined) headers['content-type'] = options.type ?? 'application/json';
  const signed = { ...headers, ...(await headerFor(caller, method, path, body, headers, options)) };
  const sent = options.sentBody ?? body;
  const response = await fetch(new URL(path, url), {
    method,
    headers: options.tamper?.(signed) ?? signed,
    ...(sent === undefined ? {} : { body: sent }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const json = isJson ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Reply['json']) : {};
  return { status: response.status, headers: response.headers as unknown as Headers, bytes, json };
}

export interface SigningServer {
  readonly url: string;
  readonly home: string;
  readonly server: OpenServer;
  readonly his: Caller;
  /** Everything that was logged so far. */
  logged(): string;
  /** Makes a new station and enrols a kiosk as it. */
  enrol(stationId?: string): Promise<EnrolledKiosk>;
  close(): Promise<void>;
}

export interface EnrolledKiosk {
  readonly caller: Caller;
  readonly enrolment: Enrolment;
}

const HIS_ID = 'sample-his';

/** Enrols over HTTP with a fresh device key. */
export async function enrolAt(
  url: string,
  code: string,
  called: { stationName?: string } = { stationName: 'test' },
): Promise<EnrolledKiosk> {
  const key: SigningKey = { algorithm: 'ecdsa-p256-sha256', signer: generateOneTimeSigner() };
  const body = { code, publicKey: toBase64(key.signer.publicKey), ...called };
  const reply = await callServer(url, { keyId: ENROLMENT_KEY_ID, key }, 'POST', '/v1/enrolments', { body });
  if (reply.status !== 201) throw new Error(`enrolment: ${reply.json.code}`);
  const enrolment = reply.json as unknown as Enrolment;
  return { caller: { keyId: enrolment.stationId, key }, enrolment };
}

/** The application's credentials as the embedded hospital made them. */
export const hisOf = (home: string): Caller => {
  const text = readFileSync(join(home, 'hospital', 'applications', `${HIS_ID}.secret`), 'utf8').trim();
  return { keyId: HIS_ID, key: { algorithm: 'hmac-sha256', secret: Buffer.from(text, 'hex') } };
};

/** The product's server in this process, on a real port, over a hospital in a temporary folder. */
export async function startSigningServer(
  options: { clock?: Clock; documentBytes?: number } = {},
): Promise<SigningServer> {
  const home = mkdtempSync(join(tmpdir(), 'inkwitness-server-'));
  const lines: string[] = [];
  const sink = { write: (line: string) => void lines.push(line) };
  const log = createLog(sink as pino.DestinationStream, 'debug');
  const server = await openServer({ home, log, secondReader: { program: PROGRAMS.secondReader }, ...options });
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { database } = server.context;
  const enrol = async (stationId = 'station-1'): Promise<EnrolledKiosk> => {
    await database.write((session) => {
      const row = {
        id: stationId,
        name: 'test',
        ward: 'test',
        state: 'expected',
        public_key: null,
        certificate: null,
      } as const;
      session.run(
        session.db
          .insertInto('stations')
          .values({ ...row, enrolled_at_ms: null })
          .onConflict((conflict) => conflict.doNothing()),
      );
    });
    return enrolAt(url, await issueEnrolmentCode(database, stationId));
  };
  const close = async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { url, home, server, his: hisOf(home), logged: () => lines.join(''), enrol, close };
}
