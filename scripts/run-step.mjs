import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Path of the script behind a package's command, run by this very Node: no npx, no shell, no PATH. */
export const bin = {
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/** What Node needs to run a TypeScript script. */
export const tsx = ['--import', 'tsx'];

/** Runs a Node script of the tree with inherited output; true when it ended with 0. */
export function runStep(name, script, args = [], nodeArgs = []) {
  const path = join(root, script);
  if (!existsSync(path)) throw new Error(`missing ${script}: run npm ci`);
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [...nodeArgs, path, ...args], { cwd: root, stdio: 'inherit' });
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return status === 0;
}
