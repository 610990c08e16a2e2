import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { toHex } from '../src/core/base';
import { signRequest } from '../src/core/http-signature';
import { encodeTimeStampReq } from '../src/core/tsp';
import { nodeDigest, nodeRandom } from '../src/platform/node';
import { certificateRequest, makeTask, sampleForm } from '../test/support/server-acts';
import { type Caller, enrolAt, hisOf } from '../test/support/signing-server';
import { type Figure, median, ratio } from './figure';

interface Prepared {
  readonly path: string;
  readonly headers: Record<string, string | number>;
  readonly body: Buffer;
}

const PARALLEL = 32;
/** The middle one of so many turns counts: other work on the machine takes caches away. */
const TURNS = 5;
const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL });

/** Sends one request and reads its answer; true for a 2xx. */
const send = (port: number, { path, headers, body }: Prepared): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path, headers, agent }, (response) => {
      response.resume();
      response.on('end', () => resolve((response.statusCode ?? 500) < 300));
    });
    request.on('error', reject);
    request.end(body);
  });

/** CPU seconds that the server process has used so far, from its own metrics. */
async function serverCpuSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

/**
 * Sends all of `work` over PARALLEL connections. Answers how many a second one core of the server carries: requests by
 * CPU seconds of the server process, so that the client and other work on the machine do not count.
 */
async function perCoreSecond(url: string, work: readonly Prepared[]): Promise<number> {
  const port = Number(new URL(url).port);
  let next = 0;
  let good = 0;
  const worker = async () => {
    for (let item = work[next++]; item !== undefined; item = work[next++]) if (await send(port, item)) good++;
  };
  const before = await serverCpuSeconds(url);
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  const seconds = (await serverCpuSeconds(url)) - before;
  if (good !== work.length) throw new Error(`${work.length - good} of ${work.length} requests failed`);
  return good / seconds;
}

/** Rejected at its first byte. */
const bare = (): Prepared => ({
  path: '/tsa',
  headers: { 'content-type': 'application/timestamp-query', 'content-length': 1 },
  body: Buffer.from('x'),
});

const query = (): Prepared => {
  const body = Buffer.from(
    encodeTimeStampReq({
      messageImprint: { hashAlgorithm: 'SHA-256', hashedMessage: nodeRandom.bytes(32) },
      nonce: nodeRandom.bytes(8),
      certReq: true,
    }),
  );
  return {
    path: '/tsa',
    headers: { 'content-type': 'application/timestamp-query', 'content-length': body.length },
    body,
  };
};

async function signedRequest(caller: Caller, path: string, value: object): Promise<Prepared> {
  const body = Buffer.from(JSON.stringify(value));
  const headers = { 'content-type': 'application/json', 'idempotency-key': toHex(nodeRandom.bytes(16)) };
  const signature = await signRequest(
    { method: 'POST', url: path, headers, body },
    {
      keyId: caller.keyId,
      key: caller.key,
      createdMs: Date.now(),
      nonce: toHex(nodeRandom.bytes(16)),
      digest: nodeDigest,
    },
  );
  return { path, headers: { ...headers, ...signature, 'content-length': body.length }, body };
}

/** Certificate requests over as many claimed tasks as the limit for a slot asks for. */
async function certificateRequests(url: string, home: string, kiosk: Caller, count: number): Promise<Prepared[]> {
  const form = sampleForm('other-picc.pdf');
  const out: Prepared[] = [];
  while (out.length < count) {
    const taskId = await makeTask(url, hisOf(home), form, kiosk);
    for (let i = 0; i < 16; i++)
      out.push(await signedRequest(kiosk, '/v1/event-certificates', certificateRequest(taskId)));
  }
  return out;
}

const figure = (name: string, value: number, floor: number, aim: number): Figure => ({
  name,
  value: Math.round(value),
  unit: '1/s per core',
  floor: Math.round(floor),
  ratioToFloor: ratio(value, floor),
  aim: `at least ${aim}`,
  met: value >= aim,
});

/** The product's server as a process of its own, in `home`. */
async function startServer(home: string) {
  const args = [
    '--import',
    'tsx',
    'src/server/server.ts',
    '--home',
    home,
    '--port',
    '0',
    '--no-samples',
    '--log-level',
    'warn',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = (JSON.parse(line) as { listening: string }).listening;
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}

/**
 * Tokens and event certificates a second over HTTP keep-alive on loopback, one server process (one core), client beside
 * it, all warm. The floor is an HTTP exchange with the same server that ends at once in a rejection: what HTTP itself
 * costs here and now.
 */
export async function figures(): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'inkwitness-bench-'));
  const { url, stop } = await startServer(home);
  try {
    const { enrolCode } = JSON.parse(readFileSync(join(home, 'kiosk', 'settings.json'), 'utf8')) as {
      enrolCode: string;
    };
    const { caller } = await enrolAt(url, enrolCode);
    // a server runs for months: its engine has compiled everything after some thousand requests of a kind
    await perCoreSecond(url, Array.from({ length: 3000 }, query));
    for (let i = 0; i < 3; i++) await perCoreSecond(url, await certificateRequests(url, home, caller, 1000));
    const [floors, tokens, issued]: [number[], number[], number[]] = [[], [], []];
    for (let turn = 0; turn < TURNS; turn++) {
      const certificates = await certificateRequests(url, home, caller, 400);
      floors.push(await perCoreSecond(url, Array.from({ length: 1000 }, bare)));
      tokens.push(await perCoreSecond(url, Array.from({ length: 1500 }, query)));
      issued.push(await perCoreSecond(url, certificates));
    }
    const floor = median(floors);
    return [
      figure('time-stamp tokens over HTTP', median(tokens), floor, 2500),
      figure('event certificates over HTTP, durable', median(issued), floor, 1000),
    ];
  } finally {
    agent.destroy();
    await stop();
    rmSync(home, { recursive: true, force: true });
  }
}
