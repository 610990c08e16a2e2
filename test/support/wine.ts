import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { windowsNode } from '../../scripts/windows-node.mjs';
import { hasTool } from './external-tools';
import { readExport, valuesOfExport, type WindowsMachine } from './windows-machine';

/** Windows as far as wine has it, in a folder of its own. */
export interface Wine extends WindowsMachine {
  /**
   * Runs a program of Windows to its end. Its streams are files: Node for Windows refuses the pipes and devices of Linux
   * (`open EBADF`); pipes that it makes to its own children are sound.
   */
  run(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): WineDone;
}

export interface WineDone {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Machines that were set up once, to be copied: `wineboot` takes seconds, a copy some tenths of one. */
const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'wine');

export const canHaveWine = (): boolean => hasTool('wine');

/** `node.exe` for {@link Wine.run}; undefined, and a word why, without wine or where it cannot be fetched. */
export const windowsNodeForWine = async (): Promise<string | undefined> =>
  canHaveWine() ? await windowsNode() : undefined;

/** A file of Linux as Windows names it. */
export const asWindowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;

const environment = (home: string) => ({
  PATH: process.env['PATH'],
  HOME: join(home, 'home'),
  WINEPREFIX: join(home, 'prefix'),
  WINEDEBUG: '-all',
  DISPLAY: '',
  LC_ALL: 'C.UTF-8',
  // It would write menus into the account of whoever runs the tests; mono and gecko would ask to be downloaded.
  WINEDLLOVERRIDES: 'winemenubuilder.exe,mscoree,mshtml=d',
});

const quietly = (env: NodeJS.ProcessEnv, command: string, ...args: string[]): number =>
  spawnSync(command, args, { env, stdio: 'ignore', timeout: 120_000 }).status ?? -1;

/** The folder of a machine that was never used. */
function freshMachine(): string {
  const version = spawnSync('wine', ['--version'], { encoding: 'utf8' }).stdout.trim();
  const kept = join(CACHE, version.replace(/[^\w.-]+/g, '_'));
  if (existsSync(kept)) return kept;
  mkdirSync(CACHE, { recursive: true });
  const home = mkdtempSync(join(CACHE, 'making-'));
  mkdirSync(join(home, 'home'));
  const env = environment(home);
  quietly(env, 'wineserver', '-p');
  quietly(env, 'wine', 'wineboot', '-i');
  quietly(env, 'wine', 'winecfg', '-v', 'win10');
  // It writes the registry when it goes.
  quietly(env, 'wineserver', '-k');
  quietly(env, 'wineserver', '-w');
  try {
    renameSync(home, kept);
  } catch {
    // Another process was first.
    rmSync(home, { recursive: true, force: true });
  }
  return kept;
}

/** 1602, "the user cancelled", by its low byte. Seen once of wine 8, in a third of a second and where nobody is asked; the same again did it. */
const CANCELLED = 1602 & 0xff;

/** A new machine with Windows 10's version number; nothing of an earlier one is in it. */
export function startWine(): Wine {
  const home = mkdtempSync(join(tmpdir(), 'inkwitness-wine-'));
  spawnSync('cp', ['-a', '--reflink=auto', `${freshMachine()}/.`, home]);
  const env = environment(home);
  // Without a server that stays, each program would wait three seconds for the last one's server to go.
  quietly(env, 'wineserver', '-p');
  const drive = join(env.WINEPREFIX, 'drive_c');
  const exported = (key: string): string => {
    const file = join(drive, 'exported.reg');
    rmSync(file, { force: true });
    quietly(env, 'wine', 'regedit', '/E', 'C:\\exported.reg', `HKEY_LOCAL_MACHINE\\${key}`);
    return readExport(file);
  };
  return {
    drive,
    msiexec: (...args) => {
      const said = quietly(env, 'wine', 'msiexec', ...args);
      return said === CANCELLED ? quietly(env, 'wine', 'msiexec', ...args) : said;
    },
    exported,
    registry: (key) => valuesOfExport(exported(key), key),
    run: (program, args, more = {}) => runToFiles(home, { ...env, ...more }, ['wine', program, ...args]),
    close: () => {
      quietly(env, 'wineserver', '-k');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function runToFiles(home: string, env: NodeJS.ProcessEnv, [command, ...args]: [string, ...string[]]): WineDone {
  const files = ['stdin', 'stdout', 'stderr'].map((name) => join(home, name)) as [string, string, string];
  const streams = files.map((file) => openSync(file, 'w+'));
  try {
    const { status } = spawnSync(command, args, { env, stdio: streams, timeout: 120_000 });
    return { status: status ?? -1, stdout: readFileSync(files[1], 'utf8'), stderr: readFileSync(files[2], 'utf8') };
  } finally {
    for (const stream of streams) closeSync(stream);
  }
}
