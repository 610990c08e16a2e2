import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The installer runs once a minute. */
const AWAKE_MS = 300_000;
/** What msiexec or dpkg has not done by then was cut off. */
const INSTALLING_MS = 900_000;

/** Where the installer with the system's rights (build/update) keeps what it knows: only it writes there, everybody may read. */
export const installerFolder = (env: NodeJS.ProcessEnv, platform: string): string =>
  platform === 'win32'
    ? join(env['ProgramFiles'] ?? 'C:\\Program Files', 'InkWitness Update')
    : '/var/lib/inkwitness-update';

const writtenMs = (path: string): number => {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
};

/** Somebody is there who would do what a kiosk wishes. */
export const isAwake = (folder: string, nowMs: number): boolean =>
  nowMs - writtenMs(join(folder, 'alive.txt')) < AWAKE_MS;

/** The program's files are being replaced: nobody may use them now. */
export const isInstalling = (folder: string, nowMs: number): boolean =>
  nowMs - writtenMs(join(folder, 'installing.txt')) < INSTALLING_MS;

/** What was said about a wish since `sinceMs`: a code, or nothing yet. */
export function verdictSince(folder: string, sinceMs: number): string | undefined {
  const path = join(folder, 'verdict.txt');
  if (writtenMs(path) < sinceMs) return undefined;
  return /^[A-Z_]{1,40}/.exec(readFileSync(path, 'latin1').slice(0, 100))?.[0] ?? 'UPDATE_NO_INSTALLER';
}
