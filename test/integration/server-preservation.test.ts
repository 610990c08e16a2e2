import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeDigest } from '../../src/platform/node';
import { openServer } from '../../src/server/open-server';
import { createLog } from '../../src/server/plugins';
import { preservedOf } from '../../src/server/preservation';
import { hasTool, runTool } from '../support/external-tools';
import { sealAtServer } from '../support/kiosk-at-server';
import { PROGRAMS } from '../support/programs';
import { makeTask, sampleForm } from '../support/server-acts';
import { callServer, type EnrolledKiosk, type SigningServer, startSigningServer } from '../support/signing-server';
import { validate } from '../support/validate';

const form = sampleForm('surgery.pdf');
const YEAR_MS = 365 * 86_400_000;
let hospital: SigningServer;
let kiosk: EnrolledKiosk;
let taskId: string;
let sealed: Uint8Array;

const get = () => callServer(hospital.url, hospital.his, 'GET', `/v1/documents/${taskId}`);
const extended = async () => {
  for (let tries = 0; tries < 200; tries++) {
    const reply = await get();
    if (reply.headers.get('inkwitness-level') !== 'B-T') return reply;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`not extended: ${hospital.logged()}`);
};

beforeAll(async () => {
  hospital = await startSigningServer();
  kiosk = await hospital.enrol();
  taskId = await makeTask(hospital.url, hospital.his, form, kiosk.caller);
  sealed = await sealAtServer(hospital.url, kiosk, taskId, form, [0, 1]);
  const { database } = hospital.server.context;
  await database.write((session) =>
    session.run(session.db.updateTable('applications').set({ webhook_url: 'http://127.0.0.1:1/hook' })),
  );
  const reply = await callServer(hospital.url, kiosk.caller, 'PUT', `/v1/documents/${taskId}`, {
    body: sealed,
    type: 'application/pdf',
  });
  expect(reply.status).toBe(200);
});
afterAll(() => hospital.close());

describe('after its arrival a sealed file', () => {
  it('is extended to B-LTA behind its last byte, and handed out with its digest', async () => {
    const { bytes, headers } = await extended();
    expect(headers.get('inkwitness-level')).toBe('B-LTA');
    expect(Buffer.from(bytes.subarray(0, sealed.length)).equals(Buffer.from(sealed))).toBe(true);
    const digest = Buffer.from(nodeDigest.hash('SHA-256', bytes)).toString('base64');
    expect(headers.get('content-digest')).toBe(`sha-256=:${digest}:`);
    const { roots } = hospital.server.context.hospital;
    for (const nowMs of [Date.now(), Date.now() + 12 * YEAR_MS]) {
      const report = await validate(bytes, roots, nowMs);
      expect(report.verdict).toBe('TOTAL-PASSED');
      expect(report.signatures.map(({ level }) => level)).toEqual(['B-LTA', 'B-LTA', 'document-time-stamp']);
    }
  });

  it('is announced with its level and digest, after task.sealed, and counted', async () => {
    const { bytes } = await extended();
    const { database } = hospital.server.context;
    const events = database
      .rows(database.db.selectFrom('outbox').select('body').where('task_id', '=', taskId).orderBy('sequence'))
      .map(({ body }) => JSON.parse(body));
    expect(events.map(({ type, level }) => [type, level])).toEqual([
      ['task.sealed', 'B-T'],
      ['task.extended', 'B-LTA'],
    ]);
    expect(events[0].document.size).toBe(sealed.length);
    expect(events[1].document).toEqual({
      sha256: Buffer.from(nodeDigest.hash('SHA-256', bytes)).toString('hex'),
      size: bytes.length,
    });
    const metrics = Buffer.from((await callServer(hospital.url, undefined, 'GET', '/metrics')).bytes).toString();
    expect(metrics).toContain('inkwitness_preservations_total{result="B-LTA"} 1');
    expect(metrics).toContain('inkwitness_preservations_pending 0');
  });

  it('is extended once only, however often the job is woken', async () => {
    const before = await extended();
    hospital.server.context.preserver?.wake();
    await hospital.server.context.preserver?.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(Buffer.from((await get()).bytes).equals(Buffer.from(before.bytes))).toBe(true);
  });

  it.skipIf(!hasTool('qpdf'))('has no syntax error for qpdf --check', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iw-preserved-'));
    writeFileSync(join(folder, 'file.pdf'), (await extended()).bytes);
    expect(runTool('qpdf', ['--check', join(folder, 'file.pdf')])).toMatchObject({ status: 0 });
    rmSync(folder, { recursive: true });
  });
});

it('a job that a crash cut short is done at the next start', async () => {
  await extended();
  const { database } = hospital.server.context;
  // as after a crash between keeping the extended file and noting it
  await database.write((session) => session.run(session.db.deleteFrom('preservations')));
  await hospital.server.close();
  const log = createLog({ write: () => {} } as never, 'silent');
  const again = await openServer({ home: hospital.home, log, secondReader: { program: PROGRAMS.secondReader } });
  try {
    for (let tries = 0; tries < 1200 && !preservedOf(again.context.database, taskId); tries++)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(preservedOf(again.context.database, taskId)).toMatchObject({ level: 'B-LTA' });
  } finally {
    await again.close();
    hospital = { ...hospital, close: async () => rmSync(hospital.home, { recursive: true, force: true }) };
  }
});
