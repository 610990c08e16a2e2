import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PointerBatch } from '../../src/contracts/ipc';
import { must } from '../../src/core/base';
import { createDeviceHost, type DeviceHost } from '../../src/main/device-host';
import { createKiosk, type Kiosk } from '../../src/main/session-runner';
import { readSettings } from '../../src/main/settings';
import { openEmbeddedHospital } from '../../src/server/embedded-hospital';
import {
  bench,
  chooseSigner,
  openForm,
  patient,
  postTask,
  readForm,
  type ServerProcess,
  sampleApplication,
  startServer,
  testHome,
  until,
} from '../support/bedside';
import { openedEvidence, reportOf } from '../support/judge-sealed';

const home = testHome();
let server: ServerProcess;
let deviceHost: DeviceHost;
let kiosk: Kiosk;

/** A line drawn with a finger on the screen, in the area that the screen told. */
const line = (fromUs: number): PointerBatch => ({
  samples: Array.from({ length: 40 }, (_, index) => ({
    x: 100 + 10 * index,
    y: 150 + 60 * Math.sin(index / 4),
    pressure: 0.5,
    down: index < 39,
    pointerType: 'touch' as const,
    timeUs: fromUs + index * 8000,
  })),
});

/** What the hospital's IT writes for its kiosks, before the server starts. */
async function setForStations(): Promise<void> {
  await openEmbeddedHospital(join(home.path, 'hospital'));
  const path = join(home.path, 'hospital', 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8'));
  const stationSettings = {
    all: { language: 'en', pointerAllowed: false, serverUrl: 'https://elsewhere.example' },
    wards: { 外科三病区: { pointerAllowed: true, logLevel: 'warn' } },
    stations: { 'station-1': { logLevel: 'error' }, 'station-2': { logLevel: 'info' } },
  };
  writeFileSync(path, JSON.stringify({ ...config, stationSettings }));
}

beforeAll(async () => {
  await setForStations();
  deviceHost = createDeviceHost({ serialPorts: [], autoDetect: false });
  kiosk = await createKiosk({ home: home.path, deviceHost, version: 'test', pollMs: 300 });
});
afterAll(async () => {
  await kiosk?.close();
  await deviceHost?.close();
  await server?.kill();
  home.remove();
});

describe('a kiosk on its first day, with no pads', () => {
  it('starts before there is a server or a setting, and enrols by itself when both are there', async () => {
    const { health, worklist } = await until(kiosk, 'first look', (now) => now.worklistState === 'never');
    expect({ worklist, server: health.server, queue: health.queue }).toEqual({
      worklist: [],
      server: 'not-enrolled',
      queue: 0,
    });
    expect(await kiosk.intent({ name: 'task.open', payload: { taskId: 'task-1' } }, 'bench')).toMatchObject({
      code: 'NOT_ENROLLED',
    });
    // an installer of another day left its code, which is spent: it must not hide the good one
    const handed = join(home.path, 'kiosk', 'enrolment.ini');
    writeFileSync(handed, '[enrolment]\r\ncode=K7QF-2MWD-XH4P\r\n');
    server = await startServer(home.path);
    const enrolled = await until(kiosk, 'enrolment', (now) => now.worklistState === 'ready');
    expect(enrolled.health).toMatchObject({ server: 'reachable', timeSource: 'trusted' });
    expect(enrolled.station.id).toBe('station-1');
    expect(existsSync(handed)).toBe(false);
  });

  it('keeps what the server sets for its station, for the next start; never which server is trusted', async () => {
    const kept = join(home.path, 'kiosk', 'station-settings.json');
    await until(kiosk, 'settings', () => existsSync(kept));
    const { settings, stories } = must(await readSettings(join(home.path, 'kiosk')));
    expect(settings).toMatchObject({ language: 'en', pointerAllowed: true, logLevel: 'error', serverUrl: server.url });
    expect(stories.find(({ key }) => key === 'serverUrl')?.origin).toBe('local');
  });

  it('says how it is, and the server shows it to operators', async () => {
    const metrics = async () => (await fetch(new URL('/metrics', server.url))).text();
    await expect
      .poll(metrics, { timeout: 20_000 })
      .toContain('inkwitness_station_queue{station="station-1",ward="外科三病区"} 0');
    expect(await metrics()).toContain('device="pad",state="absent"} 1');
    await kiosk.intent({ name: 'self-test.run', payload: {} }, 'bench');
    const tested = await until(kiosk, 'self-test', (now) => now.selfTest?.running === false, 60_000);
    const states = Object.fromEntries(tested.selfTest?.lines.map(({ id, state }) => [id, state]) ?? []);
    expect(states).toMatchObject({
      name: 'ok',
      tcp: 'ok',
      tls: 'not-applicable',
      api: 'ok',
      clock: 'ok',
      enrolment: 'ok',
      time: 'ok',
    });
    expect(await kiosk.intent({ name: 'self-test.export', payload: {} }, 'bench')).toEqual({ ok: true });
    const { exportedTo = '' } = kiosk.snapshot().selfTest ?? {};
    expect(readFileSync(exportedTo, 'utf8')).toContain('inkwitness');
  });

  it('says that the pad is absent, and lets the screen’s pointer sign when the nurse allows it', async () => {
    const taskId = await openForm(kiosk, await postTask(home.path, server.url, 'anaesthesia.pdf'));
    await chooseSigner(kiosk, 0);
    await readForm(kiosk, 0);
    const absent = await until(kiosk, 'no pad', (now) => now.act?.trouble !== undefined);
    expect(absent.act).toMatchObject({ step: 'sign', trouble: { code: 'PAD_ABSENT' }, ink: { source: 'none' } });
    await patient(kiosk, { name: 'pointer.area', payload: { width: 800, height: 300 } });
    await bench(kiosk, { name: 'pointer.allow', payload: { allowed: true } });
    const allowed = await until(kiosk, 'pointer', (now) => now.act?.ink.source === 'pointer');
    expect(allowed.act?.trouble).toBeUndefined();
    kiosk.pointer(line(0));
    await patient(kiosk, { name: 'ink.clear', payload: {} });
    expect(await kiosk.intent({ name: 'ink.done', payload: {} }, 'patient')).toMatchObject({
      code: 'SESSION_INK_EMPTY',
    });
    kiosk.pointer(line(1_000_000));
    await until(kiosk, 'ink', (now) => now.act?.ink.strokes === 1);
    await patient(kiosk, { name: 'ink.done', payload: {} });
    const finger = await until(kiosk, 'finger', (now) => now.act?.step === 'finger');
    expect(finger.act?.finger).toMatchObject({ state: 'absent', maySkip: true });
    await bench(kiosk, { name: 'act.skip-finger', payload: { reason: 'no-pad' } });
    await until(kiosk, 'review', (now) => now.act?.review !== undefined);
    await patient(kiosk, { name: 'review.confirm', payload: {} });
    await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
    const path = join(home.path, 'kiosk/journal', taskId, 'revision-2.pdf');
    const { signatures } = await reportOf(path, join(home.path, 'hospital/pki/root.pem'));
    expect(signatures.map(({ verdict }) => verdict)).toEqual(['TOTAL-PASSED']);
    const payload = (
      await openedEvidence(path, 'InkWitnessSigner1', join(home.path, 'hospital/custodians/archive'))
    ).toString('latin1');
    expect(payload).toContain('"evidenceGrade":"C"');
    expect(payload).toContain('"fingerSkipped":"no-pad"');
    expect(payload).toContain('"cleared":1');
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('stops when the HIS withdraws the form that is open', async () => {
    const taskId = await openForm(kiosk, await postTask(home.path, server.url, 'anaesthesia.pdf'));
    await chooseSigner(kiosk, 0);
    await readForm(kiosk, 0);
    await sampleApplication(home.path, server.url).send('POST', `/v1/tasks/${taskId}/withdraw`);
    const gone = await until(kiosk, 'withdrawal', (now) => now.task?.state === 'withdrawn');
    expect(gone.act).toBeUndefined();
    expect(gone.notice).toMatchObject({ code: 'TASK_WITHDRAWN', severity: 'warning' });
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('opens the form of a launch ticket once', async () => {
    const taskId = await postTask(home.path, server.url, 'transfusion.pdf');
    const { ticket } = await sampleApplication(home.path, server.url).createLaunchTicket(taskId, 'nurse-7');
    expect(await kiosk.redeem(ticket)).toEqual({ ok: true });
    expect(kiosk.snapshot().task?.taskId).toBe(taskId);
    expect(await kiosk.redeem(ticket)).toMatchObject({ ok: false, code: 'TICKET_USED' });
    expect(kiosk.snapshot().notice?.code).toBe('TICKET_USED');
  });
});
