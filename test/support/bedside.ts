import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CreateTaskInput } from '../../src/contracts/api';
import type { Intent, KioskSnapshot, WindowName } from '../../src/contracts/ipc';
import type { Kiosk } from '../../src/main/session-runner';
import { HisClient, readSampleDocuments } from '../../src/server/sample-tasks';
import { PROGRAMS } from './programs';

/** A signing server in a process of its own, over a home folder of the test's own. */
export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** SIGKILL: as a power cut. */
  kill(): Promise<void>;
}

/** Starts the built server; `port` 0 takes a free one. */
export async function startServer(home: string, port = 0): Promise<ServerProcess> {
  const args = [PROGRAMS.server, '--home', home, '--port', String(port), '--log-level', 'error'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = (JSON.parse(line) as { listening: string }).listening;
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { url, process: child, kill };
}

export interface TestHome {
  readonly path: string;
  remove(): void;
}
export function testHome(): TestHome {
  const path = mkdtempSync(join(tmpdir(), 'inkwitness-home-'));
  mkdirSync(join(path, 'kiosk'), { recursive: true });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Waits until a snapshot fits; names the last one when it takes too long. */
export function until(
  kiosk: Kiosk,
  what: string,
  fits: (snapshot: KioskSnapshot) => boolean,
  limitMs = 30_000,
): Promise<KioskSnapshot> {
  return new Promise((done, fail) => {
    const limit = setTimeout(() => {
      stop();
      const { task, act, health, notice } = kiosk.snapshot();
      fail(new Error(`never ${what}: ${JSON.stringify({ state: task?.state, act, health, notice })}`));
    }, limitMs);
    const look = (snapshot: KioskSnapshot) => {
      if (!fits(snapshot)) return;
      clearTimeout(limit);
      stop();
      done(snapshot);
    };
    const stop = kiosk.onSnapshot(look);
    look(kiosk.snapshot());
  });
}

/** A wish that must be granted. */
export async function wish(kiosk: Kiosk, from: WindowName, intent: Intent): Promise<void> {
  const outcome = await kiosk.intent(intent, from);
  if (!outcome.ok) throw new Error(`${intent.name}: ${outcome.code}`);
}

/** The hand at the devices. */
export interface Hand {
  sign(): Promise<unknown>;
  press(): Promise<unknown>;
}

/** Opens a form of the worklist and confirms its patient. */
export async function openForm(kiosk: Kiosk, taskId: string): Promise<string> {
  await until(kiosk, 'worklist', (now) => now.worklist.some((item) => item.taskId === taskId));
  await wish(kiosk, 'bench', { name: 'task.open', payload: { taskId } });
  const { task } = await until(kiosk, 'task', (now) => now.task?.taskId === taskId);
  const scanned = task?.patient.visitId as string;
  await wish(kiosk, 'bench', { name: 'patient.confirm', payload: { by: 'wristband', scanned } });
  return taskId;
}

/** The sample HIS of the embedded hospital. */
export function sampleApplication(home: string, serverUrl: string): HisClient {
  const hex = readFileSync(join(home, 'hospital/applications/sample-his.secret'), 'utf8').trim();
  return new HisClient({ serverUrl, applicationId: 'sample-his', secret: Buffer.from(hex, 'hex') });
}

/** A fresh task for a form of fixtures/documents, made as a HIS makes it; answers its id. */
export async function postTask(
  home: string,
  serverUrl: string,
  file = 'surgery.pdf',
  more: Pick<CreateTaskInput, 'level' | 'withoutTime'> = {},
): Promise<string> {
  const folder = 'fixtures/documents';
  const sample = (await readSampleDocuments(folder)).find((candidate) => candidate.file === file);
  if (sample === undefined) throw new Error(`no sample ${file}`);
  const his = sampleApplication(home, serverUrl);
  const { form, patient: person, signers, sha256, size } = sample;
  const businessId = `TEST-${randomUUID()}`;
  const document = { sha256, size };
  const { taskId } = await his.createTask({
    stationId: 'station-1',
    businessId,
    form,
    patient: person,
    signers,
    document,
    // a hand that is played at once has clocks that disagree (-60); what the cable loses (-70) is under it all the same
    captureFloor: 35,
    ...more,
  });
  await his.putSource(taskId, readFileSync(join(folder, file)));
  return taskId;
}

export const bench = (kiosk: Kiosk, intent: Intent): Promise<void> => wish(kiosk, 'bench', intent);
export const patient = (kiosk: Kiosk, intent: Intent): Promise<void> => wish(kiosk, 'patient', intent);

/** Chooses who signs in a slot as the form wants it; a relative is called 王建国. */
export async function chooseSigner(kiosk: Kiosk, slot: number): Promise<void> {
  const { task } = kiosk.snapshot();
  const signer = task?.signers.find((candidate) => candidate.slot === slot);
  const capacity = signer?.capacity ?? 'patient';
  const name = capacity === 'patient' ? (task?.patient.name as string) : signer?.name || '王建国';
  const relation = capacity === 'close-relative' ? { relation: signer?.relation ?? ('20' as const) } : {};
  await bench(kiosk, { name: 'signer.choose', payload: { slot, capacity, name, ...relation } });
}

/** Identity and reading: the act stands at the pen afterwards. */
export async function readForm(kiosk: Kiosk, slot: number): Promise<void> {
  await bench(kiosk, { name: 'act.start', payload: { slot } });
  await patient(kiosk, { name: 'identity.answer', payload: { itIsMe: true } });
  const pages = kiosk.snapshot().task?.pageCount ?? 0;
  for (let page = 1; page <= pages; page++) {
    await patient(kiosk, { name: 'page.shown', payload: { page, ms: 3000 } });
  }
  await patient(kiosk, { name: 'document.read', payload: {} });
}

/** Ink and finger: the act stands at the review, its preview built. */
export async function inkAndFinger(kiosk: Kiosk, hand: Hand): Promise<void> {
  await until(kiosk, 'pad', (now) => now.act?.ink.source !== 'none');
  await hand.sign();
  await until(kiosk, 'ink', (now) => now.act?.ink.canConfirm === true);
  await patient(kiosk, { name: 'ink.done', payload: {} });
  if (kiosk.snapshot().act?.step === 'finger') {
    await hand.press();
    await until(kiosk, 'finger', (now) => now.act?.finger.state === 'good');
    await patient(kiosk, { name: 'finger.done', payload: {} });
  }
  await until(kiosk, 'review', (now) => now.act?.review !== undefined);
}

/** One signer's whole act up to the receipt. */
export async function signSlot(kiosk: Kiosk, slot: number, hand: Hand): Promise<void> {
  await chooseSigner(kiosk, slot);
  await readForm(kiosk, slot);
  await inkAndFinger(kiosk, hand);
  await patient(kiosk, { name: 'review.confirm', payload: {} });
  await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
  await patient(kiosk, { name: 'receipt.hand-back', payload: {} });
}
