import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type WebhookEvent, webhookEvent } from '../../src/contracts/api';
import { verifyRequest } from '../../src/core/http-signature';
import { nodeDigest, nodeVerifier } from '../../src/platform/node';
import { makeTask, sampleForm } from '../support/server-acts';
import { callServer, type EnrolledKiosk, type SigningServer, startSigningServer } from '../support/signing-server';

interface Heard {
  readonly event: WebhookEvent;
  readonly genuine: boolean;
  readonly atMs: number;
}

const form = sampleForm('surgery.pdf');
let hospital: SigningServer;
let kiosk: EnrolledKiosk;
let receiver: Server;
let heard: Heard[] = [];
/** Statuses to answer with, then 204. */
let answers: number[] = [];

async function listen(request: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const key = hospital.his.key as { algorithm: 'hmac-sha256'; secret: Uint8Array };
  const verified = await verifyRequest(
    { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body },
    {
      digest: nodeDigest,
      verifier: nodeVerifier,
      nowMs: Date.now(),
      keyOf: (keyId) => (keyId === 'inkwitness-server' ? key : undefined),
      rememberNonce: () => true,
    },
  );
  heard.push({ event: webhookEvent.parse(JSON.parse(body.toString('utf8'))), genuine: verified.ok, atMs: Date.now() });
  return answers.shift() ?? 204;
}

beforeAll(async () => {
  hospital = await startSigningServer();
  kiosk = await hospital.enrol();
  receiver = createServer((request, response) => {
    listen(request).then(
      (status) => response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end(),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?tenant=1`;
  await hospital.server.context.database.write((session) =>
    session.run(session.db.updateTable('applications').set({ webhook_url: url })),
  );
});
afterAll(async () => {
  await hospital.close();
  receiver.close();
});

const outcome = (taskId: string, kind: string) =>
  callServer(hospital.url, kiosk.caller, 'POST', `/v1/tasks/${taskId}/outcome`, {
    body: { outcome: kind, reason: 'other', atMs: Date.now(), chainHead: '0'.repeat(64), chainLength: 1 },
  });
const outbox = () => {
  const { database } = hospital.server.context;
  return database.rows(database.db.selectFrom('outbox').select(['state', 'attempts', 'sequence']).orderBy('sequence'));
};

describe('webhook', () => {
  it('comes signed, again after failures, in order within a task, until it is taken', async () => {
    answers = [500, 302];
    const taskId = await makeTask(hospital.url, hospital.his, form, kiosk.caller);
    await outcome(taskId, 'interrupted');
    await callServer(hospital.url, kiosk.caller, 'POST', `/v1/tasks/${taskId}/claim`);
    await outcome(taskId, 'refused');
    await vi.waitFor(() => expect(outbox().every((row) => row.state === 'delivered')).toBe(true), 15_000);
    expect(heard.map(({ event }) => event.sequence)).toEqual([1, 1, 1, 2]);
    expect(heard.every(({ genuine }) => genuine)).toBe(true);
    expect(new Set(heard.slice(0, 3).map(({ event }) => event.eventId)).size).toBe(1);
    expect(heard[1]!.atMs - heard[0]!.atMs).toBeGreaterThanOrEqual(900);
    expect(heard.at(-1)?.event).toMatchObject({
      type: 'task.refused',
      taskId,
      businessId: 'HIS-1',
      state: 'refused',
      reason: 'other',
    });
    expect(JSON.stringify(heard)).not.toContain(form.patient.name);
    expect(outbox().map((row) => row.attempts)).toEqual([3, 1]);
  });

  it('is not lost while nobody listens', async () => {
    heard = [];
    const { port } = receiver.address() as AddressInfo;
    await new Promise((resolve) => {
      receiver.close(resolve);
      receiver.closeAllConnections();
    });
    const taskId = await makeTask(hospital.url, hospital.his, form);
    await callServer(hospital.url, hospital.his, 'POST', `/v1/tasks/${taskId}/withdraw`);
    await vi.waitFor(
      () => expect(outbox().filter((row) => row.state === 'pending')[0]?.attempts).toBeGreaterThan(0),
      5000,
    );
    await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve));
    await vi.waitFor(() => expect(heard.at(-1)?.event.type).toBe('task.withdrawn'), 15_000);
  });
});
