import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';
import { must, toBase64 } from '../../src/core/base';
import { createKiosk, openConnection } from '../../src/main/session-runner';
import { SETTINGS, type Settings } from '../../src/main/settings';
import { countFirstStart, type LaunchInstaller, launchInstaller, Updater } from '../../src/main/update';
import {
  generatePrivateKey,
  nodeClock,
  nodeDigest,
  nodeVerifier,
  privateKeyPem,
  signerFromKeyObject,
} from '../../src/platform/node';
import { bench, openForm, postTask, type ServerProcess, startServer, testHome, until } from '../support/bedside';
import { recordedDeviceHost } from '../support/recorded-device-host';

// One hospital, one kiosk, several versions: the installer is `cp`, what it left shows which package was installed.
const home = testHome();
const kioskFolder = join(home.path, 'kiosk');
const updates = join(kioskFolder, 'updates');
const installed = join(home.path, 'installed');
const platform = 'linux-x64';
const ours = generatePrivateKey('P-256');
const logged: string[] = [];
let server: ServerProcess;
let settings: Settings;

const log = (_level: string, event: string, fields: Readonly<Record<string, unknown>> = {}): void => {
  logged.push([event, fields['code'], fields['version']].filter(Boolean).join(' '));
};
const packageOf = (version: string): string => `package ${version}\n`.repeat(9000);

/** As IT publishes: by the command, into the folder of the running server. */
async function publish(version: string, more: readonly string[] = [], key = ours): Promise<void> {
  const folder = join(home.path, 'vendor');
  mkdirSync(folder, { recursive: true });
  const [file, pem] = [join(folder, `inkwitness-${version}.deb`), join(folder, 'key.pem')];
  writeFileSync(file, packageOf(version));
  writeFileSync(pem, privateKeyPem(key));
  const errors: string[] = [];
  const io = { out: () => {}, error: (line: string) => errors.push(line), language: 'en', home: home.path } as const;
  const args = ['release', '--key', pem, '--file', file, '--version', version, '--platform', platform];
  const out = join(home.path, 'hospital', 'releases');
  const code = await run([...args, '--out', out, ...more], { ...io, nowMs: () => Date.now() });
  expect([code, errors]).toEqual([0, []]);
}

/** The updater of a kiosk that runs `version`, at the real server; looks once. */
async function updaterAt(version: string, more: Partial<Settings> = {}, launch: LaunchInstaller = launchInstaller) {
  const connection = must(await openConnection(kioskFolder, nodeClock));
  const gone = { left: false };
  const updater = new Updater({
    kioskFolder,
    version,
    platform,
    settings: () => ({ ...settings, ...more }),
    client: () => connection.client,
    station: () => connection.enrolment,
    isReachable: () => true,
    isFree: () => true,
    alone: (work) => work(),
    clock: nodeClock,
    digest: nodeDigest,
    verifier: nodeVerifier,
    launch,
    leave: () => {
      gone.left = true;
    },
    log,
    changed: () => {},
  });
  await updater.look();
  connection.client.close();
  return { updater, gone };
}

const starts = (version: string) =>
  countFirstStart({ kioskFolder, version, platform, settings, launch: launchInstaller, log });
const state = () => JSON.parse(readFileSync(join(updates, 'state.json'), 'utf8')) as Record<string, unknown>;
const metric = async (outcome: string): Promise<string | undefined> =>
  new RegExp(`inkwitness_releases_reported_total\\{version="1.1.0",outcome="${outcome}"\\} (\\d+)`).exec(
    await (await fetch(new URL('/metrics', server.url))).text(),
  )?.[1];
async function isInstalled(version: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const text = await Promise.resolve()
      .then(() => readFileSync(installed, 'utf8'))
      .catch(() => '');
    if (text === packageOf(version)) return;
    await sleep(50);
  }
  throw new Error(`${version} was not installed`);
}

beforeAll(async () => {
  server = await startServer(home.path);
  const path = join(kioskFolder, 'settings.json');
  const written = JSON.parse(readFileSync(path, 'utf8')) as object;
  const releaseKeys = [toBase64(signerFromKeyObject(ours).publicKey)];
  const installCommand = ['cp', '{file}', installed];
  writeFileSync(path, JSON.stringify({ ...written, serverUrl: server.url, releaseKeys, installCommand }));
  const initial = Object.fromEntries(Object.entries(SETTINGS).map(([name, row]) => [name, row.initial]));
  settings = { ...initial, releaseKeys, installCommand } as unknown as Settings;
});
afterAll(async () => {
  await server?.kill();
  home.remove();
});

describe('an update', () => {
  it('waits for the nurse, never installs while a form is open, and then closes the kiosk', async () => {
    await publish('1.0.0');
    await publish('1.1.0');
    const taskId = await postTask(home.path, server.url);
    let hasLeft = false;
    const leave = () => {
      hasLeft = true;
    };
    const options = { home: home.path, deviceHost: recordedDeviceHost(), version: '1.0.0', pollMs: 300 };
    const kiosk = await createKiosk({ ...options, updates: { platform, launch: launchInstaller, leave } });
    try {
      await until(kiosk, 'update', ({ health }) => health.update === 'waiting');
      await openForm(kiosk, taskId);
      const during = await kiosk.intent({ name: 'update.install', payload: {} }, 'bench');
      expect(during).toMatchObject({ ok: false, code: 'UPDATE_NOT_NOW' });
      await bench(kiosk, { name: 'update.later', payload: {} });
      expect([kiosk.snapshot().health.update, hasLeft]).toEqual(['tonight', false]);
      await bench(kiosk, { name: 'task.close', payload: {} });
      expect((await kiosk.intent({ name: 'update.install', payload: {} }, 'patient')).ok).toBe(false);
      await bench(kiosk, { name: 'update.install', payload: {} });
      expect([kiosk.snapshot().health.update, hasLeft]).toEqual(['installing', true]);
      const after = await kiosk.intent({ name: 'task.open', payload: { taskId } }, 'bench');
      expect(after).toMatchObject({ ok: false, code: 'UPDATE_INSTALLING' });
      await isInstalled('1.1.0');
    } finally {
      await kiosk.close();
    }
  });

  it('that does not come up leads back to the version before, and is not tried again', async () => {
    expect(await starts('1.0.0')).toBe('stay');
    for (let start = 0; start < 3; start++) expect(await starts('1.1.0')).toBe('stay');
    expect(await starts('1.1.0')).toBe('leave');
    await isInstalled('1.0.0');
    const { updater } = await updaterAt('1.0.0', { updates: 'quiet-hours', quietHours: '00:00-00:00' });
    expect([updater.view, await metric('failed')]).toEqual(['failed', '1']);
    expect(await starts('1.0.0')).toBe('stay');
  });

  it('signed anew installs by itself in the quiet hours, proves itself, and is what one comes back to', async () => {
    await publish('1.1.0');
    const asked = await updaterAt('1.0.0', { quietHours: '00:00-00:00' });
    expect([asked.updater.view, asked.gone.left]).toEqual(['waiting', false]);
    const failing: LaunchInstaller = async () => ({ ok: false, error: { code: 'UPDATE_LAUNCH' } });
    const stuck = await updaterAt('1.0.0', { updates: 'quiet-hours', quietHours: '00:00-00:00' }, failing);
    expect([stuck.gone.left, state()['installing']]).toEqual([false, undefined]);
    const { gone } = await updaterAt('1.0.0', { updates: 'quiet-hours', quietHours: '00:00-00:00' });
    expect(gone.left).toBe(true);
    await isInstalled('1.1.0');
    expect(await starts('1.1.0')).toBe('stay');
    const { updater } = await updaterAt('1.1.0');
    expect([updater.view, await metric('healthy')]).toEqual([undefined, '1']);
    expect(state()).toMatchObject({ healthy: '1.1.0' });
    expect(readdirSync(updates).filter((name) => name.endsWith('.json'))).toEqual(['current.json', 'state.json']);
  });

  it('is not for other wards, and not with another key, older, expired or too large', async () => {
    const refused = async (): Promise<unknown[]> => {
      const from = logged.length;
      const { updater } = await updaterAt('1.1.0');
      return [updater.view, ...logged.slice(from)];
    };
    await publish('1.2.0', ['--ward', '内科一病区']);
    expect(await refused()).toEqual([undefined]);
    await publish('1.2.0', [], generatePrivateKey('P-256'));
    expect(await refused()).toEqual([undefined, 'update.refused RELEASE_SIGNATURE']);
    const shown = join(home.path, 'hospital', 'releases', '1.2.0', `${platform}.json`);
    await publish('1.2.0');
    const [older] = [readFileSync(shown), await sleep(2)];
    await publish('1.2.0', ['--ward', '外科三病区']);
    expect(await refused()).toEqual(['waiting', 'update.staged 1.2.0']);
    writeFileSync(shown, older);
    expect(await refused()).toEqual([undefined, 'update.refused RELEASE_REPLAYED']);
    writeFileSync(
      join(home.path, 'hospital', 'releases', '1.2.0', 'inkwitness-1.2.0.deb'),
      'x'.repeat(packageOf('1.2.0').length),
    );
    await publish('1.3.0');
    writeFileSync(
      join(home.path, 'hospital', 'releases', '1.3.0', 'inkwitness-1.3.0.deb'),
      'x'.repeat(packageOf('1.3.0').length),
    );
    expect(await refused()).toEqual([undefined, 'update.refused RELEASE_DIGEST']);
  });
});
