import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKiosk, type Kiosk } from '../../src/main/session-runner';
import { readConfig } from '../../src/server/embedded-hospital/config';
import {
  bench,
  chooseSigner,
  type Hand,
  openForm,
  postTask,
  type ServerProcess,
  signSlot,
  startServer,
  testHome,
  until,
} from '../support/bedside';
import { hasTool, runTool } from '../support/external-tools';
import { sampleHis } from '../support/his';
import { qpdfExit, reportOf } from '../support/judge-sealed';
import { PROGRAMS } from '../support/programs';
import { recordedDeviceHost } from '../support/recorded-device-host';
import { ownUnitServer, type TimeStampServer } from '../support/time-stamp-server';

const PYHANKO = process.env['INKWITNESS_PYHANKO'] ?? 'pyhanko';
const home = testHome();
const roots = join(home.path, 'roots.pem');
const hand: Hand = { sign: async () => undefined, press: async () => undefined };
let far: TimeStampServer;
let server: ServerProcess;

const journalOf = (taskId: string): string => join(home.path, 'kiosk/journal', taskId);
const eventsOf = (taskId: string): string => readFileSync(join(journalOf(taskId), 'events.jsonl'), 'utf8');
const startKiosk = (): Promise<Kiosk> =>
  createKiosk({ home: home.path, deviceHost: recordedDeviceHost(), version: 'test', pollMs: 200 });
const gistOf = async (path: string) =>
  (await reportOf(path, roots)).signatures.map(({ level, verdict, timeSource }) => [level, verdict, timeSource]);

beforeAll(async () => {
  far = await ownUnitServer();
  const hospital = join(home.path, 'hospital');
  mkdirSync(join(hospital, 'pki'), { recursive: true });
  writeFileSync(join(hospital, 'pki/far.pem'), far.rootPem);
  const source = { name: 'far', url: far.url, trust: 'pki/far.pem', crls: far.crlUrls, timeoutMs: 1000 };
  const config = { ...readConfig(hospital), timeStampSources: [source] };
  writeFileSync(join(hospital, 'config.json'), JSON.stringify(config));
  server = await startServer(home.path);
  writeFileSync(roots, `${readFileSync(join(hospital, 'pki/root.pem'), 'utf8')}${far.rootPem}`);
});
afterAll(async () => {
  await server?.kill();
  await far?.close();
  home.remove();
});
beforeEach(() => {
  far.manner = 'away';
});

/** A kiosk process that signs slot 0 and is killed as soon as the patient has the receipt. */
async function signAndDie(taskId: string): Promise<void> {
  const args = ['--home', home.path, '--task', taskId, '--die-after', 'sealed'];
  const child = spawn(process.execPath, [PROGRAMS.kioskChild, ...args], {
    stdio: 'inherit',
  });
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
}

/** What HIS and archive get, at B-LTA, judged by ourselves and by pyHanko now and when all certificates ended. */
async function expectArchived(taskId: string, levels: readonly string[]): Promise<void> {
  const path = join(home.path, `${taskId}.pdf`);
  writeFileSync(path, await sampleHis(home.path, server.url).document(taskId));
  expect((await gistOf(path)).map(([level]) => level)).toEqual(levels);
  expect([0, undefined]).toContain(qpdfExit(path));
}

describe('nobody gives the time', () => {
  it('at signer 1 of 2: sealed B-B, the next one waits, also over a kill -9; then it is completed by itself', async () => {
    const taskId = await postTask(home.path, server.url);
    await signAndDie(taskId);
    expect(await gistOf(join(journalOf(taskId), 'revision-2.pdf'))).toEqual([['B-B', 'TOTAL-PASSED', 'claimed']]);
    expect(eventsOf(taskId)).toContain('"time":"pending"');
    const certificate = (await reportOf(join(journalOf(taskId), 'revision-2.pdf'), roots)).signatures[0]?.certificate;
    const kiosk = await startKiosk();
    try {
      await openForm(kiosk, taskId);
      const pending = await until(kiosk, 'pending', (now) => now.task?.waiting?.for === 'time');
      expect(pending.task).toMatchObject({ state: 'sealing', signers: [{ state: 'sealed', time: 'pending' }, {}] });
      await until(kiosk, 'said', (now) => now.health.timeSource === 'away' && now.notice?.code === 'TIME_PENDING');
      await chooseSigner(kiosk, 1);
      expect(await kiosk.intent({ name: 'act.start', payload: { slot: 1 } }, 'bench')).toMatchObject({
        code: 'SESSION_ACT_PENDING',
      });
      far.manner = 'html';
      await until(kiosk, 'recorded', () => eventsOf(taskId).includes('TSP_RESPONSE_DAMAGED'));
      far.manner = 'good';
      const timed = await until(kiosk, 'time', (now) => now.task?.signers[0]?.time === 'trusted');
      expect([timed.task?.waiting, timed.health.timeSource]).toEqual([undefined, 'trusted']);
      await signSlot(kiosk, 1, hand);
      await bench(kiosk, { name: 'task.finish', payload: {} });
      await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');
    } finally {
      await kiosk.close();
    }
    const whole = await reportOf(join(journalOf(taskId), 'revision-3.pdf'), roots);
    expect(whole.signatures.map(({ level, verdict }) => [level, verdict])).toEqual([
      ['B-T', 'TOTAL-PASSED'],
      ['B-T', 'TOTAL-PASSED'],
    ]);
    // the very signature of before: nobody signed again
    expect(whole.signatures[0]?.certificate).toEqual(certificate);
    await expectArchived(taskId, ['B-LTA', 'B-LTA', 'document-time-stamp']);
  });

  it('and the form may be closed by a document time-stamp: people go on, the time comes once for all', async () => {
    const taskId = await postTask(home.path, server.url, 'surgery.pdf', { withoutTime: 'document-time-stamp' });
    const kiosk = await startKiosk();
    try {
      await openForm(kiosk, taskId);
      await signSlot(kiosk, 0, hand);
      await signSlot(kiosk, 1, hand);
      expect(kiosk.snapshot().task?.signers.map(({ time }) => time)).toEqual(['closing', 'closing']);
      await bench(kiosk, { name: 'task.finish', payload: {} });
      await until(kiosk, 'closing', (now) => now.task?.waiting?.for === 'closing' && now.task.state === 'sealing');
      far.manner = 'good';
      await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');
    } finally {
      await kiosk.close();
    }
    const path = join(journalOf(taskId), 'revision-4.pdf');
    const { signatures } = await reportOf(path, roots);
    expect(signatures.map(({ level, timeSource }) => [level, timeSource])).toEqual([
      ['B-T', 'time-stamp'],
      ['B-T', 'time-stamp'],
      ['document-time-stamp', 'time-stamp'],
    ]);
    expect(signatures[0]?.reasons).toEqual([{ code: 'VALIDATION_TIME_BY_DOCUMENT' }]);
    await expectArchived(taskId, ['B-LTA', 'B-LTA', 'document-time-stamp', 'document-time-stamp']);
  });

  it.skipIf(!hasTool(PYHANKO, '--version'))('what was closed so passes pyHanko at B-LTA', async () => {
    const taskId = await postTask(home.path, server.url, 'anaesthesia.pdf', { withoutTime: 'document-time-stamp' });
    const kiosk = await startKiosk();
    try {
      await openForm(kiosk, taskId);
      await signSlot(kiosk, 0, hand);
      far.manner = 'good';
      await bench(kiosk, { name: 'task.finish', payload: {} });
      await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');
    } finally {
      await kiosk.close();
    }
    const path = join(home.path, 'closed.pdf');
    writeFileSync(path, await sampleHis(home.path, server.url).document(taskId));
    const trust = [
      '--trust',
      join(home.path, 'hospital/pki/root.pem'),
      '--trust',
      join(home.path, 'hospital/pki/far.pem'),
    ];
    const { output } = runTool(PYHANKO, [
      'sign',
      'validate',
      ...trust,
      '--no-revocation-check',
      '--pretty-print',
      path,
    ]);
    expect(output).toContain('The signature is judged VALID');
    expect(output).not.toMatch(/INVALID|BROKEN/);
  });

  it('with level B-B nobody is asked, and the server takes it as such', async () => {
    const asked = far.asked();
    const taskId = await postTask(home.path, server.url, 'anaesthesia.pdf', { level: 'B-B' });
    const kiosk = await startKiosk();
    try {
      await openForm(kiosk, taskId);
      await signSlot(kiosk, 0, hand);
      expect(kiosk.snapshot().task?.signers[0]?.time).toBe('claimed');
      await bench(kiosk, { name: 'task.finish', payload: {} });
      await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');
    } finally {
      await kiosk.close();
    }
    expect(far.asked()).toBe(asked);
  });
});
