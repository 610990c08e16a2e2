import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasTool } from './external-tools';

/** Windows as far as wine has it, in a folder of its own. */
export interface Wine {
  /** `C:` */
  readonly drive: string;
  /** Answers msiexec's exit code, of which Linux gives the low byte only. */
  msiexec(...args: string[]): number;
  /** Values of a key below HKEY_LOCAL_MACHINE; undefined where there is no key. */
  registry(key: string): Readonly<Record<string, string>> | undefined;
  /** A key below HKEY_LOCAL_MACHINE and all below it, as text. */
  exported(key: string): string;
  close(): void;
}

export const canHaveWine = (): boolean => hasTool('wine');

export function startWine(): Wine {
  const home = mkdtempSync(join(tmpdir(), 'inkwitness-wine-'));
  const prefix = join(home, 'prefix');
  mkdirSync(join(home, 'home'));
  const env = {
    PATH: process.env['PATH'],
    HOME: join(home, 'home'),
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    DISPLAY: '',
    LC_ALL: 'C.UTF-8',
    // It would write menus into the account of whoever runs the tests; mono and gecko would ask to be downloaded.
    WINEDLLOVERRIDES: 'winemenubuilder.exe,mscoree,mshtml=d',
  };
  const run = (command: string, ...args: string[]): number =>
    spawnSync(command, args, { env, stdio: 'ignore', timeout: 120_000 }).status ?? -1;
  // Without a server that stays, each program would wait three seconds for the last one's server to go.
  run('wineserver', '-p');
  run('wine', 'wineboot', '-i');
  run('wine', 'winecfg', '-v', 'win10');
  const drive = join(prefix, 'drive_c');
  const exported = (key: string): string => {
    const file = join(drive, 'exported.reg');
    rmSync(file, { force: true });
    run('wine', 'regedit', '/E', 'C:\\exported.reg', `HKEY_LOCAL_MACHINE\\${key}`);
    return existsSync(file) ? readFileSync(file, 'utf16le') : '';
  };
  return {
    drive,
    msiexec: (...args) => run('wine', 'msiexec', ...args),
    exported,
    registry: (key) => valuesOf(exported(key), key),
    close: () => {
      run('wineserver', '-k');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function valuesOf(text: string, key: string): Readonly<Record<string, string>> | undefined {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.toLowerCase() === `[hkey_local_machine\\${key}]`.toLowerCase());
  if (start < 0) return undefined;
  const end = lines.findIndex((line, index) => index > start && line === '');
  const entries = lines
    .slice(start + 1, end < 0 ? undefined : end)
    .map((line) => /^(?:"((?:[^"\\]|\\.)*)"|@)="?(.*?)"?$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => [match[1] ?? '', (match[2] ?? '').replace(/\\(["\\])/g, '$1')]);
  return Object.fromEntries(entries);
}
