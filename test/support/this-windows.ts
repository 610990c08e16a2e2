import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExport, valuesOfExport, type WindowsMachine } from './windows-machine';

/** Packages are put on this very machine and taken off again: only where somebody said that it may be (CI does). */
export const canHaveThisWindows = (): boolean =>
  process.platform === 'win32' && process.env['INKWITNESS_TEST_INSTALLS'] === '1';

/** This machine, as an administrator. */
export function thisWindows(): WindowsMachine {
  const work = mkdtempSync(join(tmpdir(), 'inkwitness-windows-'));
  const run = (program: string, ...args: string[]): number =>
    spawnSync(program, args, { stdio: 'ignore', timeout: 240_000, windowsHide: true }).status ?? -1;
  const exported = (key: string): string => {
    const file = join(work, 'exported.reg');
    rmSync(file, { force: true });
    run('reg.exe', 'export', `HKEY_LOCAL_MACHINE\\${key}`, file, '/y');
    return readExport(file);
  };
  return {
    drive: `${process.env['SystemDrive'] ?? 'C:'}\\`,
    msiexec: (...args) => run('msiexec.exe', ...args),
    exported,
    registry: (key) => valuesOfExport(exported(key), key),
    close: () => rmSync(work, { recursive: true, force: true }),
  };
}
