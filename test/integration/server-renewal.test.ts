import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';
import { nodeClock } from '../../src/platform/node';
import { type OpenServer, openServer } from '../../src/server/open-server';
import { createLog } from '../../src/server/plugins';
import { preservedOf } from '../../src/server/preservation';
import { hasTool, runTool } from '../support/external-tools';
import { sealAtServer } from '../support/kiosk-at-server';
import { makeTask, sampleForm } from '../support/server-acts';
import { callServer, type SigningServer, startSigningServer } from '../support/signing-server';
import { validate } from '../support/validate';

const form = sampleForm('anaesthesia.pdf');
const YEAR_MS = 365 * 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'inkwitness-renewal-'));
let hospital: SigningServer;
let taskId: string;
let again: OpenServer | undefined;

const settled = async ({ context }: OpenServer, fits: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 4000 && !fits(); tries++) {
    context.preserver.wake();
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
const rowOf = ({ context: { database } }: OpenServer) =>
  database.first(database.db.selectFrom('preservations').selectAll().where('task_id', '=', taskId));
const fileOf = ({ context: { database, archive } }: OpenServer): Uint8Array =>
  readFileSync(archive.pathOf(preservedOf(database, taskId)?.sha256 as string));

beforeAll(async () => {
  hospital = await startSigningServer();
  const kiosk = await hospital.enrol();
  taskId = await makeTask(hospital.url, hospital.his, form, kiosk.caller);
  const sealed = await sealAtServer(hospital.url, kiosk, taskId, form, [0]);
  const body = { body: sealed, type: 'application/pdf' };
  const reply = await callServer(hospital.url, kiosk.caller, 'PUT', `/v1/documents/${taskId}`, body);
  expect(reply.status).toBe(200);
  writeFileSync(join(folder, 'sealed.pdf'), sealed);
  await settled(hospital.server, () => rowOf(hospital.server)?.state === 'done');
});
afterAll(async () => {
  await again?.close();
  rmSync(hospital.home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

describe('a file at B-LTA', () => {
  it('is upgraded from the sealed one by the command line as by the server, to B-LT and from there to B-LTA', async () => {
    const said: string[] = [];
    const io = {
      out: (line: string) => void said.push(line),
      error: () => undefined,
      language: 'en',
      home: hospital.home,
      nowMs: Date.now,
    } as const;
    const upgrade = (from: string, level: string, out: string) =>
      run(['upgrade', join(folder, from), '--level', level, '--out', join(folder, out), '--json'], io);
    expect(await upgrade('sealed.pdf', 'B-LT', 'lt')).toBe(0);
    expect(await upgrade('lt/sealed.pdf', 'B-LTA', 'lta')).toBe(0);
    expect(said.map((line) => JSON.parse(line).outcome)).toEqual(['B-LT', 'B-LTA']);
    const { roots } = hospital.server.context.hospital;
    const levelOf = async (file: string) =>
      (await validate(readFileSync(join(folder, file)), roots)).signatures[0]?.level;
    expect([await levelOf('lt/sealed.pdf'), await levelOf('lta/sealed.pdf')]).toEqual(['B-LT', 'B-LTA']);
    writeFileSync(join(folder, 'unsigned.pdf'), form.bytes);
    expect(await upgrade('unsigned.pdf', 'B-LT', 'none')).toBe(1);
  });

  it('is renewed once before its document time-stamp ends, by a unit that lasts longer', async () => {
    const before = fileOf(hospital.server);
    const dueMs = rowOf(hospital.server)?.renew_at_ms as number;
    expect(dueMs).toBeGreaterThan(Date.now() + 13 * YEAR_MS);
    await hospital.server.close();
    const clock = { ...nodeClock, nowMs: () => nodeClock.nowMs() + 14.2 * YEAR_MS };
    again = await openServer({ home: hospital.home, log: createLog({ write: () => {} } as never, 'silent'), clock });
    const later = again;
    await settled(later, () => rowOf(later)?.renewals === 1);
    expect(rowOf(later)).toMatchObject({ renewals: 1, state: 'done', level: 'B-LTA' });
    const renewed = fileOf(later);
    expect(Buffer.from(renewed.subarray(0, before.length)).equals(Buffer.from(before))).toBe(true);
    for (let wakes = 0; wakes < 3; wakes++) later.context.preserver.wake();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(rowOf(later)).toMatchObject({ renewals: 1 });
    const { roots } = later.context.hospital;
    for (const years of [14.2, 16, 25]) {
      const report = await validate(renewed, roots, Date.now() + years * YEAR_MS);
      expect([years, report.verdict, report.signatures[0]?.level]).toEqual([years, 'TOTAL-PASSED', 'B-LTA']);
    }
    // without the renewal nothing proves that the first time-stamp is older than its authority's end
    expect((await validate(before, roots, Date.now() + 16 * YEAR_MS)).verdict).toBe('INDETERMINATE');
  });

  it.skipIf(!hasTool('qpdf'))('stays sound for qpdf', () => {
    writeFileSync(join(folder, 'renewed.pdf'), fileOf(again as OpenServer));
    expect(runTool('qpdf', ['--check', join(folder, 'renewed.pdf')])).toMatchObject({ status: 0 });
  });
});
