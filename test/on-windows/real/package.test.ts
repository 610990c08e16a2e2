import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT_FORBIDDEN_SWITCH } from '../../../src/main/policy';
import { startWindows } from '../../support/start-windows';
import type { WindowsMachine } from '../../support/windows-machine';
import { mayInstall } from '../may-install';

/** The package as `npm run dist:msi` made and signed it. */
const MSI = process.env['INKWITNESS_TEST_MSI'];
const CODE = 'ONCE-7F3K-9Q2M';

describe.skipIf(!mayInstall || MSI === undefined)('the package of the official runtime (INKWITNESS_TEST_MSI)', () => {
  let windows: WindowsMachine;
  let home: string;
  const logs = process.env['INKWITNESS_TEST_LOGS'] ?? tmpdir();
  const program = () => join(windows.drive, 'Program Files', 'InkWitness', 'inkwitness.exe');
  const data = () => join(windows.drive, 'ProgramData', 'InkWitness');
  const powershell = (command: string): string =>
    execFileSync('powershell.exe', ['-NoProfile', '-Command', command], { encoding: 'utf8' }).trim();

  beforeAll(() => {
    windows = startWindows();
    home = mkdtempSync(join(tmpdir(), '墨证 '));
  });
  afterAll(() => {
    windows?.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });

  it('is signed, and so is the program in it; installs, and its log has no code', () => {
    const log = join(logs, 'install.log');
    const said = ['SERVERURL=https://consent.hospital.example', 'WARD=ICU-3', `ENROLCODE=${CODE}`];
    expect(windows.msiexec('/i', MSI as string, '/qn', '/norestart', '/l*', log, ...said)).toBe(0);
    for (const file of [MSI as string, program()])
      expect(powershell(`(Get-AuthenticodeSignature -LiteralPath '${file}').Status`)).toBe('Valid');
    expect(readFileSync(log).toString('utf16le') + readFileSync(log, 'utf8')).not.toContain(CODE);
  });

  it('the data folder is for the system, administrators and who is logged on', () => {
    const rights = powershell(`(Get-Acl -LiteralPath '${data()}').Sddl`);
    expect(rights).toMatch(/D:PAI?\(/);
    for (const entry of [/\(A;OICI;FA;;;SY\)/, /\(A;OICI;FA;;;BA\)/, /\(A;OICI;0x1301bf;;;IU\)/])
      expect(rights).toMatch(entry);
    expect(rights.match(/\(A;/g)).toHaveLength(3);
  });

  it('the signed program starts and opens its windows; a forbidden switch ends it', async () => {
    const env = { ...process.env, INKWITNESS_HOME: home };
    expect(spawnSync(program(), ['--remote-debugging-port=0'], { env, timeout: 60_000 }).status).toBe(
      EXIT_FORBIDDEN_SWITCH,
    );
    const log = join(home, 'kiosk', 'logs', 'kiosk.log');
    const opened = () => existsSync(log) && readFileSync(log, 'utf8').includes('"event":"open"');
    powershell(`Start-Process -FilePath '${program()}'`.replace(/^/, `$env:INKWITNESS_HOME = '${home}'; `));
    for (let tries = 0; tries < 300 && !opened(); tries++) await pause(200);
    spawnSync('taskkill.exe', ['/f', '/t', '/im', 'inkwitness.exe']);
    expect(opened()).toBe(true);
  });

  it('goes, and leaves the data folder', () => {
    expect(windows.msiexec('/x', MSI as string, '/qn', '/norestart', '/l*', join(logs, 'remove.log'))).toBe(0);
    expect(existsSync(program())).toBe(false);
    expect(existsSync(data())).toBe(true);
  });
});
