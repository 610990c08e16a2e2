import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where everything that must outlive the process is kept: INKWITNESS_HOME, else the machine's data folder on Windows
 * (the installer gives the kiosk's account its rights there), else a folder of the account.
 */
export function homeFolder(env: NodeJS.ProcessEnv, platform: string): string {
  if (env['INKWITNESS_HOME']) return resolve(env['INKWITNESS_HOME']);
  if (platform === 'win32' && env['ProgramData']) return join(env['ProgramData'], 'InkWitness');
  return join(homedir(), '.inkwitness');
}
