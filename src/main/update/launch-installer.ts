import { spawn } from 'node:child_process';
import { err, ok, type Result } from '../../core/base';
import type { Command } from './install-command';

/** Starts an installer that outlives this process. UPDATE_LAUNCH. */
export type LaunchInstaller = (commands: readonly Command[]) => Promise<Result<void>>;

const quoted = (word: string): string => {
  const cut = /^([A-Z]+=)(.*)$/.exec(word);
  return cut === null ? `"${word}"` : `${cut[1]}"${cut[2]}"`;
};

/** Several steps follow each other after we are gone, each whatever became of the one before: cmd.exe is on every Windows. */
function detached(commands: readonly Command[]): { program: string; args: string[]; verbatim: boolean } | undefined {
  const [first] = commands;
  if (first === undefined) return undefined;
  if (commands.length === 1) return { program: first[0], args: first.slice(1), verbatim: false };
  const line = commands.map((command) => command.map(quoted).join(' ')).join(' & ');
  return { program: 'cmd.exe', args: ['/d', '/s', '/c', `"${line}"`], verbatim: true };
}

export const launchInstaller: LaunchInstaller = (commands) => {
  const step = detached(commands);
  if (step === undefined) return Promise.resolve(err('UPDATE_LAUNCH', 'no command'));
  return new Promise((resolve) => {
    const child = spawn(step.program, step.args, {
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
      windowsVerbatimArguments: step.verbatim,
    });
    child.once('spawn', () => {
      child.unref();
      resolve(ok(undefined));
    });
    child.once('error', (error: NodeJS.ErrnoException) => resolve(err('UPDATE_LAUNCH', error.code ?? 'spawn')));
  });
};
