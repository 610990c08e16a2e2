import { spawnSync } from 'node:child_process';

export interface ToolRun {
  readonly status: number | null;
  /** Both streams: tools say their verdict on either. */
  readonly output: string;
}

/** Runs a judge from outside; never throws for a non-zero exit. */
export function runTool(command: string, args: readonly string[]): ToolRun {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
  return { status, output: `${stdout ?? ''}${stderr ?? ''}` };
}

/** Whether a judge is on this machine; its cases are skipped, by name, where it is not. */
export const hasTool = (command: string, versionFlag = '--version'): boolean =>
  spawnSync(command, [versionFlag], { timeout: 20_000 }).error === undefined;
