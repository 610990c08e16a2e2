import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinuxPackage } from '../../scripts/package/linux/layout';
import { packDeb } from '../../scripts/package/linux/pack';
import { run } from '../../src/cli/run';
import { must, toBase64 } from '../../src/core/base';
import { createKiosk, openConnection } from '../../src/main/session-runner';
import { SETTINGS, type Settings } from '../../src/main/settings';
import { Updater } from '../../src/main/update';
import {
  generatePrivateKey,
  nodeClock,
  nodeDigest,
  nodeVerifier,
  privateKeyPem,
  signerFromKeyObject,
} from '../../src/platform/node';
import { bench, openForm, postTask, type ServerProcess, startServer, testHome, until } from '../support/bedside';
import { hasTool } from '../support/external-tools';
import { judgeProgram } from '../support/judge-program';
import { recordedDeviceHost } from '../support/recorded-device-host';

// One hospital, one kiosk, several versions as real packages; build/linux/inkwitness-update installs them with the real dpkg into
// a system root of the test's own. Only the program is a small one: it judges as the kiosk's does, and opens no window.
const ROOT = join(import.meta.dirname, '../..');
const SCRIPT = join(ROOT, 'build/linux/inkwitness-update');
const ACCOUNT = 'nobody';
const home = testHome();
const system = mkdtempSync(join(tmpdir(), 'inkwitness-system-'));
const kioskFolder = join(home.path, 'kiosk');
const updates = join(kioskFolder, 'updates');
const installer = join(system, 'var/lib/inkwitness-update');
const policy = join(system, 'etc/inkwitness/policy.json');
const session = join(system, 'run/user/65534');
const program = join(system, 'opt/inkwitness/kiosk/inkwitness');
const platform = `${process.platform}-${process.arch}`;
const ours = generatePrivateKey('P-256');
const logged: string[] = [];
const vendor = join(home.path, 'vendor');
let judge: (version: string) => string;
let server: ServerProcess;
let settings: Settings;

const canInstall =
  process.getuid?.() === 0 &&
  hasTool('dpkg') &&
  spawnSync('runuser', ['-u', ACCOUNT, '--', process.execPath, '-e', '0']).status === 0;

const log = (_level: string, event: string, fields: Readonly<Record<string, unknown>> = {}): void => {
  logged.push([event, fields['code'], fields['version']].filter(Boolean).join(' '));
};

/** A package whose program judges wishes as its version; `dies`: before its first line. */
function packageOf(version: string, { dies = false } = {}): string {
  const file = join(vendor, `inkwitness-${version}.deb`);
  const tree = join(vendor, `tree-${version}`);
  const files = {
    inkwitness: dies ? '#!/bin/sh\nexit 1\n' : `#!/bin/sh\nexec ${process.execPath} "$\{0%/*}/judge.cjs" "$@"\n`,
    'judge.cjs': judge(version),
    version,
  };
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(join(tree, 'opt/inkwitness/kiosk'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(tree, 'opt/inkwitness/kiosk', name), text);
  chmodSync(join(tree, 'opt/inkwitness/kiosk/inkwitness'), 0o755);
  const item = { name: 'inkwitness-kiosk', version, description: 'kiosk', depends: [], recommends: [], conffiles: [] };
  packDeb(ROOT, { ...item, scripts: {}, tree } satisfies LinuxPackage, file, ['-Znone']);
  return file;
}

/** As IT publishes: by the command, into the folder of the running server. */
async function publish(
  version: string,
  more: readonly string[] = [],
  key = ours,
  { dies = false } = {},
): Promise<void> {
  const pem = join(vendor, 'key.pem');
  writeFileSync(pem, privateKeyPem(key));
  const errors: string[] = [];
  const io = { out: () => {}, error: (line: string) => errors.push(line), language: 'en', home: home.path } as const;
  const file = packageOf(version, { dies });
  const args = ['release', '--key', pem, '--file', file, '--version', version, '--platform', platform];
  const out = join(home.path, 'hospital', 'releases');
  const code = await run([...args, '--out', out, ...more], { ...io, nowMs: () => Date.now() });
  expect([code, errors]).toEqual([0, []]);
}

/** The updater of a kiosk that runs `version`, at the real server; looks once. */
async function updaterAt(
  version: string,
  more: Partial<Settings> = {},
  shell: { whole?: boolean; away?: boolean } = {},
) {
  const connection = must(await openConnection(kioskFolder, nodeClock));
  const gone = { left: false };
  const updater = new Updater({
    kioskFolder,
    version,
    platform,
    installer,
    settings: () => ({ ...settings, ...more }),
    client: () => connection.client,
    station: () => connection.enrolment,
    isReachable: () => shell.away !== true,
    isFree: () => true,
    isWhole: async () => shell.whole ?? true,
    alone: (work) => work(),
    clock: nodeClock,
    digest: nodeDigest,
    verifier: nodeVerifier,
    leave: () => {
      gone.left = true;
    },
    log,
    changed: () => {},
  });
  await updater.open();
  await updater.look();
  connection.client.close();
  return { updater, gone };
}
const TONIGHT = { updates: 'quiet-hours', quietHours: '00:00-00:00' } as const;

/** A minute of the installer. */
function minute(of = SCRIPT): void {
  execFileSync('chown', ['-R', '-h', ACCOUNT, updates]);
  const env = { PATH: process.env['PATH'], DPKG_ROOT: system, INKWITNESS_HOME: home.path };
  const done = spawnSync('sh', [of, ACCOUNT], { env, encoding: 'utf8' });
  expect([done.status, done.stderr]).toEqual([0, '']);
}
const minutes = (count: number): void => {
  for (let left = count; left > 0; left--) minute();
};
/** The script with one thing changed. */
function changed(what: string, into: string): string {
  const path = join(system, 'changed-update');
  writeFileSync(path, readFileSync(SCRIPT, 'utf8').replaceAll(what, into));
  return path;
}
const installed = () => readFileSync(join(system, 'opt/inkwitness/kiosk/version'), 'utf8');
const said = (name: string) => readFileSync(join(installer, name), 'utf8').trim();
const isThere = (...names: string[]) => names.map((name) => existsSync(join(installer, name)));
const state = () => JSON.parse(readFileSync(join(updates, 'state.json'), 'utf8')) as Record<string, unknown>;
const metric = async (outcome: string): Promise<string | undefined> =>
  new RegExp(`inkwitness_releases_reported_total\\{version="1.1.0",outcome="${outcome}"\\} (\\d+)`).exec(
    await (await fetch(new URL('/metrics', server.url))).text(),
  )?.[1];

beforeAll(async () => {
  if (!canInstall) return;
  judge = await judgeProgram();
  chmodSync(system, 0o755);
  for (const folder of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'etc/inkwitness'])
    mkdirSync(join(system, folder), { recursive: true });
  for (const file of ['status', 'available']) writeFileSync(join(system, 'var/lib/dpkg', file), '');
  mkdirSync(vendor, { recursive: true });
  mkdirSync(updates, { recursive: true });
  chmodSync(home.path, 0o755);
  server = await startServer(home.path);
  const path = join(kioskFolder, 'settings.json');
  const written = JSON.parse(readFileSync(path, 'utf8')) as object;
  const releaseKeys = [toBase64(signerFromKeyObject(ours).publicKey)];
  writeFileSync(path, JSON.stringify({ ...written, serverUrl: server.url, releaseKeys }));
  writeFileSync(policy, JSON.stringify({ releaseKeys }));
  const initial = Object.fromEntries(Object.entries(SETTINGS).map(([name, row]) => [name, row.initial]));
  settings = { ...initial, releaseKeys } as unknown as Settings;
  await publish('1.0.0');
  execFileSync('dpkg', ['-i', join(vendor, 'inkwitness-1.0.0.deb')], {
    env: { ...process.env, DPKG_ROOT: system },
    stdio: 'pipe',
  });
});
afterAll(async () => {
  await server?.kill();
  rmSync(system, { recursive: true, force: true });
  home.remove();
});

describe.skipIf(!canInstall)('an update (needs root and dpkg)', () => {
  it('waits for the nurse, never happens while a form is open, and then the kiosk closes', async () => {
    await publish('1.1.0', [], ours, { dies: true });
    minute();
    const taskId = await postTask(home.path, server.url);
    let hasLeft = false;
    const leave = () => {
      hasLeft = true;
    };
    const options = { home: home.path, deviceHost: recordedDeviceHost(), version: '1.0.0', pollMs: 300 };
    const kiosk = await createKiosk({ ...options, updates: { platform, installer, isUp: () => true, leave } });
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
    } finally {
      await kiosk.close();
    }
    rmSync(join(installer, 'alive.txt'));
    const asleep = await updaterAt('1.0.0');
    expect([asleep.updater.view, logged.at(-1)]).toEqual([undefined, 'update.refused UPDATE_NO_INSTALLER']);
    // Somebody opened the kiosk before the installer had looked: nothing happens, and the nurse is asked again.
    minute();
    const again = await updaterAt('1.0.0');
    expect([again.updater.view, installed(), isThere('tried.json')]).toEqual(['waiting', '1.0.0', [false]]);
    must(await again.updater.install());
  });

  it('is not installed while any kiosk is open', async () => {
    const kept = readFileSync(program);
    // A program of the machine in its place: a script is not what runs.
    rmSync(program);
    copyFileSync('/bin/sleep', program);
    const open: ChildProcess = spawn(program, ['60']);
    await sleep(50);
    writeFileSync(`${program}.judge`, kept, { mode: 0o755 });
    // Judged by the program as it was, while the other one runs.
    minute(changed('"$program" --judge', '"$program.judge" --judge'));
    expect([said('verdict.txt'), installed()]).toEqual(['INSTALL 1.1.0', '1.0.0']);
    expect(isThere('installing.txt', 'proving.txt', 'tried.json')).toEqual([false, false, false]);
    open.kill('SIGKILL');
    await sleep(50);
    writeFileSync(program, kept);
  });

  it('that dies before its first line leads back to the version before, and is not tried again', async () => {
    minute();
    expect([installed(), said('verdict.txt')]).toEqual(['1.1.0', 'INSTALL 1.1.0']);
    minutes(2);
    // Nobody is logged on: no kiosk could have opened.
    expect(said('proving.txt')).toBe('0');
    mkdirSync(session, { recursive: true });
    minutes(10);
    expect([installed(), said('proving.txt')]).toEqual(['1.1.0', '10']);
    minute();
    expect([installed(), isThere('proving.txt', 'installing.txt')]).toEqual(['1.0.0', [false, false]]);
    const { updater } = await updaterAt('1.0.0', TONIGHT);
    expect([updater.view, await metric('failed')]).toEqual(['failed', '1']);
  });

  it('signed anew installs by itself in the quiet hours, and proves itself while the server is away', async () => {
    await publish('1.1.0');
    const asked = await updaterAt('1.0.0', { quietHours: '00:00-00:00' });
    expect([asked.updater.view, asked.gone.left]).toEqual(['waiting', false]);
    expect((await updaterAt('1.0.0', TONIGHT)).gone.left).toBe(true);
    minute();
    expect(installed()).toBe('1.1.0');
    await updaterAt('1.1.0', { updates: 'off' }, { whole: false, away: true });
    minute();
    expect(isThere('proving.txt')).toEqual([true]);
    await updaterAt('1.1.0', { updates: 'off' }, { away: true });
    minute();
    expect([isThere('proving.txt', 'taken/next.deb'), await metric('healthy')]).toEqual([[false, false], undefined]);
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
      'x'.repeat(readFileSync(join(vendor, 'inkwitness-1.2.0.deb')).length),
    );
    await publish('1.3.0');
    writeFileSync(
      join(home.path, 'hospital', 'releases', '1.3.0', 'inkwitness-1.3.0.deb'),
      'x'.repeat(readFileSync(join(vendor, 'inkwitness-1.3.0.deb')).length),
    );
    expect(await refused()).toEqual([undefined, 'update.refused RELEASE_DIGEST']);
  });

  it('of a hostile account gets nothing: links are read with its own rights, keys are those of the machine', async () => {
    await publish('1.4.0');
    const wish = join(updates, 'wish');
    const wishedAgain = async () => expect((await updaterAt('1.1.0', TONIGHT)).gone.left).toBe(true);
    await wishedAgain();
    const secret = join(system, 'secret');
    writeFileSync(secret, 'secret', { mode: 0o600 });
    rmSync(join(wish, 'station.json'));
    symlinkSync(secret, join(wish, 'station.json'));
    minute(changed('rm -f "$own"/taken/*', ':'));
    expect([said('verdict.txt'), said('taken/station.json')]).toEqual(['RELEASE_UNREADABLE', '']);

    const keys = readFileSync(policy);
    writeFileSync(policy, '{}');
    rmSync(join(updates, 'state.json'));
    await wishedAgain();
    minute();
    expect([said('verdict.txt'), installed()]).toEqual(['RELEASE_SIGNATURE', '1.1.0']);
    writeFileSync(policy, keys);
  });
});
