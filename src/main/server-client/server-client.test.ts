import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../core/base';
import { nodeDigest, nodeRandom } from '../../platform/node';
import { createServerClient, type ServerClient } from './server-client';

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

let server: Server;
let handler: Handler;
let seen: { headers: IncomingMessage['headers']; body: Buffer }[];
let client: ServerClient;
let folder: string;
const QUICK = { attempts: 3, firstMs: 1, longestMs: 2 };

beforeEach(async () => {
  seen = [];
  folder = await mkdtemp(join(tmpdir(), 'inkwitness-client-'));
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ headers: request.headers, body: Buffer.concat(chunks) });
    handler(request, response, seen.length);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  client = createServerClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stationId: 'station-1',
    signer: async ({ contentDigest }) => ({ 'x-signed': contentDigest ? toHex(contentDigest).slice(0, 8) : 'none' }),
    random: nodeRandom,
    digest: nodeDigest,
    retry: QUICK,
  });
});
afterEach(async () => {
  client.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true, force: true });
});

const answer =
  (status: number, body: object): Handler =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
const receipt = { taskId: 't', state: 'claimed', revision: 2 };
const refusal = { code: 'TASK_CLAIMED_ELSEWHERE', correlationId: 'abc' };
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);

describe('server client', () => {
  it('signs, names each write once, and reads the contract', async () => {
    handler = answer(200, receipt);
    expect(await client.claim('t')).toEqual({ ok: true, value: receipt });
    await client.redeem('a.b.c');
    expect(seen[0]?.headers['x-signed']).toBe('none');
    expect(seen[1]?.headers['x-signed']).toBe(toHex(nodeDigest.hash('SHA-256', seen[1]?.body as Buffer)).slice(0, 8));
    expect(seen[0]?.headers['idempotency-key']).not.toBe(seen[1]?.headers['idempotency-key']);
  });

  it('tries again with the same key while it may help, and not when the server has decided', async () => {
    handler = (request, response, count) =>
      count < 3
        ? answer(503, { code: 'API_BUSY', correlationId: 'x' })(request, response, count)
        : answer(200, receipt)(request, response, count);
    expect(codeOf(await client.claim('t'))).toBe('ok');
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    seen.length = 0;
    handler = answer(409, refusal);
    expect(await client.claim('t')).toMatchObject({ ok: false, error: { ...refusal, retryable: false } });
    expect(seen).toHaveLength(1);
  });

  it('answers with a value when the server is away, cut off, silent, or somebody else', async () => {
    handler = (_, response) => response.socket?.destroy();
    expect(codeOf(await client.claim('t'))).toBe('SERVER_AWAY');
    handler = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      response.socket?.end();
    };
    expect(codeOf(await client.claim('t'))).toBe('SERVER_AWAY');
    handler = (_, response) => void response.writeHead(404, { 'content-type': 'text/html' }).end('<html>');
    expect(codeOf(await client.claim('t'))).toBe('SERVER_REPLY_UNREADABLE');
    handler = answer(200, { task: 1 });
    expect(codeOf(await client.claim('t'))).toBe('SERVER_REPLY_UNREADABLE');
    handler = (_, response) => void response.writeHead(200).end(Buffer.alloc(200_000));
    expect(codeOf(await client.claim('t'))).toBe('SERVER_REPLY_TOO_LARGE');
    handler = () => undefined;
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 20);
    expect(codeOf(await client.claim('t', { signal: cancel.signal }))).toBe('SERVER_CANCELLED');
  });

  it('brings a form whole and as announced, or not at all', async () => {
    const form = Buffer.from('%PDF-1.7 form');
    const announced = { sha256: toHex(nodeDigest.hash('SHA-256', form)), size: form.length };
    handler = (_, response) => void response.writeHead(200).end(form);
    const path = join(folder, 'form.pdf');
    expect(codeOf(await client.source('t', announced, path))).toBe('ok');
    expect(await readFile(path)).toEqual(form);
    const other = join(folder, 'other.pdf');
    expect(codeOf(await client.source('t', { ...announced, size: 5 }, other))).toBe('SERVER_SOURCE_DIFFERS');
    handler = answer(409, { code: 'SOURCE_MISSING', correlationId: 'x' });
    expect(codeOf(await client.source('t', announced, other))).toBe('SOURCE_MISSING');
    expect(await readdir(folder)).toEqual(['form.pdf']);
  });

  it('sends a file from the disk under the digest that was signed', async () => {
    const form = join(folder, 'form.pdf');
    handler = (_, response) => void response.writeHead(200).end('source');
    await client.source('t', { sha256: toHex(nodeDigest.hash('SHA-256', Buffer.from('source'))), size: 6 }, form);
    handler = answer(200, { taskId: 't', sha256: 'aa'.repeat(32), size: 6, archivedAtMs: 1, signatures: [] });
    const sha256 = toHex(nodeDigest.hash('SHA-256', Buffer.from('source')));
    expect(codeOf(await client.putDocument('t', { path: form, size: 6, sha256 }))).toBe('ok');
    expect(seen.at(-1)?.body.toString()).toBe('source');
    expect(seen.at(-1)?.headers['x-signed']).toBe(sha256.slice(0, 8));
    expect(seen.at(-1)?.headers['content-length']).toBe('6');
  });
});
