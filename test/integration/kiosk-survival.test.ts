import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import type { ServerClient } from '../../src/main/server-client';
import { createKiosk, type Kiosk, openConnection } from '../../src/main/session-runner';
import { nodeClock } from '../../src/platform/node';
import {
  bench,
  chooseSigner,
  type Hand,
  inkAndFinger,
  openForm,
  patient,
  postTask,
  readForm,
  type ServerProcess,
  signSlot,
  startServer,
  testHome,
  until,
} from '../support/bedside';
import { filesBelow, qpdfExit, reportOf } from '../support/judge-sealed';
import { PROGRAMS } from '../support/programs';
import { recordedDeviceHost } from '../support/recorded-device-host';

const home = testHome();
const rootPem = join(home.path, 'hospital/pki/root.pem');
const hand: Hand = { sign: async () => undefined, press: async () => undefined };
let server: ServerProcess;

const journalOf = (taskId: string): string => join(home.path, 'kiosk/journal', taskId);
const startKiosk = (serverClient?: ServerClient): Promise<Kiosk> =>
  createKiosk({
    home: home.path,
    deviceHost: recordedDeviceHost(),
    version: 'test',
    pollMs: 300,
    ...(serverClient === undefined ? {} : { serverClient }),
  });

/** Runs a kiosk process until it dies by its own hand or ends; answers the words that it said. */
async function runChild(taskId: string, ...more: string[]): Promise<string[]> {
  const args = [PROGRAMS.kioskChild, '--home', home.path, '--task', taskId, ...more];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect([code, signal]).toEqual(more.length > 0 ? [null, 'SIGKILL'] : [0, null]);
  return said.trim().split('\n');
}

/** Opens the kiosk again and brings the form to its end; answers the delivered file. */
async function finishAfterDeath(taskId: string, wasConfirmed: boolean): Promise<string> {
  const kiosk = await startKiosk();
  try {
    const { worklist } = await until(kiosk, 'worklist', (now) => now.worklistState === 'ready');
    const item = worklist.find((candidate) => candidate.taskId === taskId);
    expect(['waiting', 'interrupted', 'in-progress', 'sealing', 'signed', 'delivered']).toContain(item?.state);
    await bench(kiosk, { name: 'task.open', payload: { taskId } });
    const { task } = await until(kiosk, 'task', (now) => now.task?.taskId === taskId);
    const first = task?.signers[0];
    if (wasConfirmed) expect(['confirmed', 'sealed']).toContain(first?.state);
    if (first?.state === 'confirmed' || first?.state === 'sealed') {
      await until(kiosk, 'seal', (now) => now.task?.signers[0]?.state === 'sealed');
    } else {
      await resume(kiosk, 0);
    }
    await bench(kiosk, { name: 'task.finish', payload: {} });
    await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');
  } finally {
    await kiosk.close();
  }
  return join(journalOf(taskId), 'revision-2.pdf');
}

/** Goes on with an act that nobody had confirmed, or begins it. */
async function resume(kiosk: Kiosk, slot: number): Promise<void> {
  const { act, task } = kiosk.snapshot();
  if (!task?.patientConfirmed) {
    const scanned = task?.patient.visitId as string;
    await bench(kiosk, { name: 'patient.confirm', payload: { by: 'wristband', scanned } });
  }
  if (act?.step !== 'interrupted') return signSlot(kiosk, slot, hand);
  expect(act.trouble?.code).toBe('SESSION_RESUMED');
  await bench(kiosk, { name: 'act.start', payload: { slot } });
  await patient(kiosk, { name: 'identity.answer', payload: { itIsMe: true } });
  if (kiosk.snapshot().act?.step === 'read') {
    const pages = kiosk.snapshot().task?.pageCount ?? 0;
    for (let page = 1; page <= pages; page++) await patient(kiosk, { name: 'page.shown', payload: { page, ms: 10 } });
    await patient(kiosk, { name: 'document.read', payload: {} });
  }
  await inkAndFinger(kiosk, hand);
  await patient(kiosk, { name: 'review.confirm', payload: {} });
  await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
  await patient(kiosk, { name: 'receipt.hand-back', payload: {} });
}

/** Exactly one valid signature for each of so many signers. */
async function expectWholeForm(path: string, signers: number): Promise<void> {
  const report = await reportOf(path, rootPem);
  expect(report.signatures.map(({ field, verdict }) => [field, verdict])).toEqual(
    Array.from({ length: signers }, (_, slot) => [`InkWitnessSigner${slot + 1}`, 'TOTAL-PASSED']),
  );
  expect([0, undefined]).toContain(qpdfExit(path));
}

beforeAll(async () => {
  server = await startServer(home.path);
});
afterAll(async () => {
  await server?.kill();
  home.remove();
});

describe('a kiosk that is killed', () => {
  it.each(['read', 'ink', 'review', 'confirm', 'sealed'])(
    'after "%s": the form goes on where it stood',
    async (step) => {
      const taskId = await postTask(home.path, server.url, 'anaesthesia.pdf');
      const said = await runChild(taskId, '--die-after', step);
      expect(said.at(-1)).toBe(step);
      await expectWholeForm(await finishAfterDeath(taskId, said.includes('confirm')), 1);
    },
  );

  // Uses of clock, random numbers and hashing between the wish to confirm and the receipt; see kiosk-child.ts.
  it.each([1, 3, 9, 15, 20, 25])('at use %i of a port while it confirms and seals', async (use) => {
    const taskId = await postTask(home.path, server.url, 'anaesthesia.pdf');
    const said = await runChild(taskId, '--die-at', String(use));
    expect(said).toContain('review');
    expect(said).not.toContain('sealed');
    await expectWholeForm(await finishAfterDeath(taskId, said.includes('confirm')), 1);
  });

  it('between the sealed file and its event: the file is taken as it is, nobody signs again', async () => {
    const taskId = await postTask(home.path, server.url, 'anaesthesia.pdf');
    await runChild(taskId, '--die-after', 'sealed');
    const log = join(journalOf(taskId), 'events.jsonl');
    const lines = readFileSync(log, 'utf8').split('\n');
    expect(lines.at(-2)).toContain('"kind":"act-sealed"');
    writeFileSync(log, `${lines.slice(0, -2).join('\n')}\n`);
    const before = readFileSync(join(journalOf(taskId), 'revision-2.pdf'));
    const { client } = must(await openConnection(join(home.path, 'kiosk'), nodeClock));
    let certificates = 0;
    const counting: ServerClient = {
      ...client,
      eventCertificate: (...args) => {
        certificates++;
        return client.eventCertificate(...args);
      },
    };
    const kiosk = await startKiosk(counting);
    try {
      await bench(kiosk, { name: 'task.open', payload: { taskId } });
      await until(kiosk, 'seal', (now) => now.task?.signers[0]?.state === 'sealed');
    } finally {
      await kiosk.close();
    }
    expect(certificates).toBe(0);
    expect(readFileSync(join(journalOf(taskId), 'revision-2.pdf')).equals(before)).toBe(true);
  });
});

describe('a kiosk whose server goes', () => {
  it('before the certificate: the act waits, the person goes, the seal comes later by itself', async () => {
    const taskId = await postTask(home.path, server.url);
    const kiosk = await startKiosk();
    try {
      await openForm(kiosk, taskId);
      await chooseSigner(kiosk, 0);
      await readForm(kiosk, 0);
      await inkAndFinger(kiosk, hand);
      const port = Number(new URL(server.url).port);
      await server.kill();
      await patient(kiosk, { name: 'review.confirm', payload: {} });
      const away = await until(kiosk, 'trouble', (now) => now.act?.trouble !== undefined);
      expect(away).toMatchObject({
        act: { step: 'sealing', trouble: { code: 'SERVER_AWAY' } },
        task: { state: 'sealing' },
        health: { server: 'away', timeSource: 'away', queue: 1 },
      });
      expect(away.task?.signers[0]).toMatchObject({ state: 'confirmed', time: 'pending' });
      await patient(kiosk, { name: 'receipt.hand-back', payload: {} });
      await chooseSigner(kiosk, 1);
      expect(await kiosk.intent({ name: 'act.start', payload: { slot: 1 } }, 'bench')).toMatchObject({
        code: 'SESSION_ACT_PENDING',
      });
      server = await startServer(home.path, port);
      await until(kiosk, 'seal', (now) => now.task?.signers[0]?.state === 'sealed');
      await signSlot(kiosk, 1, hand);
      await bench(kiosk, { name: 'task.finish', payload: {} });
      await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');
    } finally {
      await kiosk.close();
    }
    await expectWholeForm(join(journalOf(taskId), 'revision-3.pdf'), 2);
  });

  it('for ever as far as this station knows: a form that is not here cannot be opened, and that is said', async () => {
    const kiosk = await startKiosk();
    try {
      const taskId = await postTask(home.path, server.url);
      await until(kiosk, 'worklist', (now) => now.worklist.some((item) => item.taskId === taskId));
      const port = Number(new URL(server.url).port);
      await server.kill();
      expect(await kiosk.intent({ name: 'task.open', payload: { taskId } }, 'bench')).toMatchObject({
        code: 'SERVER_AWAY',
      });
      await until(kiosk, 'stale', (now) => now.worklistState === 'stale' && now.health.server === 'away');
      expect(filesBelow(join(home.path, 'kiosk/journal')).some(({ path }) => path.includes(taskId))).toBe(false);
      server = await startServer(home.path, port);
      await until(kiosk, 'ready', (now) => now.worklistState === 'ready' && now.health.server === 'reachable');
      await bench(kiosk, { name: 'task.open', payload: { taskId } });
    } finally {
      await kiosk.close();
    }
  });
});
