import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether an outside tool is here; a test without its judge skips and says so. */
export const hasTool = (name: string, ...versionArguments: readonly string[]): boolean =>
  spawnSync(name, versionArguments.length === 0 ? ['--version'] : versionArguments, { stdio: 'ignore' }).status === 0;

export const hasOpenssl = (): boolean => hasTool('openssl', 'version');

export interface Judgement {
  readonly code: number | null;
  /** stdout and stderr together. */
  readonly text: string;
}

/** A folder of one test, with a way to run a tool in it. */
export interface Bench {
  put(name: string, content: Uint8Array | string): string;
  get(name: string): Uint8Array;
  run(tool: string, ...toolArguments: readonly string[]): Judgement;
}

/** Runs `work` with a fresh folder, which is gone afterwards. */
export const withBench = async <T>(work: (bench: Bench) => T | Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  try {
    return await work({
      put: (name, content) => {
        writeFileSync(join(folder, name), content);
        return name;
      },
      get: (name) => readFileSync(join(folder, name)),
      run: (tool, ...toolArguments) => {
        const done = spawnSync(tool, toolArguments, { cwd: folder, encoding: 'utf8', timeout: 20_000 });
        return { code: done.status, text: done.stdout + done.stderr };
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
