import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import { lookAtBrowsers, lookAtScheme } from '../../src/main/self-test/look-at-launch';
import type { SelfTestPorts } from '../../src/main/self-test/ports';
import { INSTALLED_KEY, POLICY_KEY, readRegistryKey, readSettings } from '../../src/main/settings';
import { mayInstall } from './may-install';

const SCHEME = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\inkwitness';
const CHROME = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome';
const COMMAND = '"C:\\Program Files\\InkWitness\\inkwitness.exe" --deep-link -- "%1"';
const ORIGINS = '[{"protocol":"inkwitness","allowed_origins":["https://his.hospital.example"]}]';

const reg = (...args: string[]) => execFileSync('reg.exe', [...args, '/f'], { windowsHide: true });
/** As Group Policy and Windows Installer write: with the registry's own types. */
const set = (key: string, name: string, type: string, value: string) =>
  reg('add', key, ...(name === '' ? ['/ve'] : ['/v', name]), '/t', type, '/d', value);

describe.skipIf(!mayInstall)('settings of a real registry', () => {
  let home: string;
  const folder = () => join(home, 'kiosk');
  const local = (name: string, values: object) => writeFileSync(join(folder(), name), JSON.stringify(values));

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), '墨证 设置 '));
    mkdirSync(folder());
    set(POLICY_KEY, 'LogLevel', 'REG_SZ', 'error');
    set(POLICY_KEY, 'EncryptPen', 'REG_DWORD', '1');
    set(POLICY_KEY, 'SerialPorts', 'REG_MULTI_SZ', '\\\\.\\COM12=wacom-stu-540\\0COM3=wacom-isdv4');
    set(INSTALLED_KEY, 'LogLevel', 'REG_SZ', 'warn');
    set(INSTALLED_KEY, 'StationName', 'REG_SZ', '三病区 ICU-3');
    set(INSTALLED_KEY, 'KioskMode', 'REG_SZ', '1');
    set(INSTALLED_KEY, 'Language', 'REG_SZ', '');
    set(`${INSTALLED_KEY}\\Below`, 'StationName', 'REG_SZ', 'of a subkey');
    set(`${SCHEME}\\shell\\open\\command`, '', 'REG_SZ', COMMAND);
    set(CHROME, 'AutoLaunchProtocolsFromOrigins', 'REG_SZ', ORIGINS);
    local('settings.json', { stationName: 'of the folder', language: 'en', pointerAllowed: false });
    local('station-settings.json', { pointerAllowed: true, padDrawingSeconds: 5 });
  });
  afterAll(() => {
    for (const key of [POLICY_KEY, INSTALLED_KEY, SCHEME, CHROME]) reg('delete', key);
    rmSync(home, { recursive: true, force: true });
  });

  it('policy over installer over this folder over the server over what is built in, each in its own type', async () => {
    const { stories } = must(await readSettings(folder()));
    const told = Object.fromEntries(stories.map(({ key, value, origin }) => [key, [value, origin]]));
    expect(told).toMatchObject({
      logLevel: ['error', 'policy'],
      encryptPen: [true, 'policy'],
      serialPorts: [
        [
          { path: '\\\\.\\COM12', definition: 'wacom-stu-540' },
          { path: 'COM3', definition: 'wacom-isdv4' },
        ],
        'policy',
      ],
      stationName: ['三病区 ICU-3', 'installed'],
      kioskMode: [true, 'installed'],
      language: ['en', 'local'],
      pointerAllowed: [false, 'local'],
      padDrawingSeconds: [5, 'server'],
      quietHours: ['22:00-05:00', 'default'],
    });
  });

  it('a key that is not there is empty; a registry that cannot be read keeps the kiosk shut', async () => {
    expect(await readRegistryKey(`${INSTALLED_KEY}\\Nowhere`)).toEqual(new Map());
    const { SystemRoot } = process.env;
    try {
      process.env['SystemRoot'] = 'C:\\nowhere';
      expect(await readRegistryKey(POLICY_KEY)).toBeUndefined();
      expect(await readSettings(folder())).toMatchObject({
        error: { code: 'SETTINGS_UNREADABLE', detail: 'registry' },
      });
    } finally {
      process.env['SystemRoot'] = SystemRoot;
    }
  });

  it('the self-test finds the launch scheme and the browser that opens it', async () => {
    const ports = { machine: { platform: process.platform } } as SelfTestPorts;
    expect(await lookAtScheme(ports)).toMatchObject([{ verdict: 'ok', values: { handler: COMMAND } }]);
    expect(await lookAtBrowsers(ports)).toMatchObject([{ verdict: 'ok', values: { browsers: 'Chrome' } }]);
  });

  it('inkwitness doctor --settings, as it is built, tells them', () => {
    const program = join(process.cwd(), 'dist', 'cli', 'cli.mjs');
    const said = execFileSync(process.execPath, [program, 'doctor', '--settings', '--json'], {
      encoding: 'utf8',
      env: { ...process.env, INKWITNESS_HOME: home },
    });
    const lines = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual({ key: 'stationName', value: '三病区 ICU-3', origin: 'installed', refused: [] });
  });
});
