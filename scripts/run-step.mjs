import { spawn, spawnSync } from 'node:child_process';
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
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [...nodeArgs, placeOf(script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return ended(name, status, started);
}

/** The same beside other work: what it says comes in one piece, when it has ended. */
export async function runStepAside(name, script, args = []) {
  const started = Date.now();
  const { status, stdout, stderr } = await outputOf(process.execPath, [placeOf(script), ...args], { cwd: root });
  process.stdout.write(`\n== ${name}\n${stdout}${stderr}`);
  return ended(name, status, started);
}

/** Runs a program to its end; a status other than a number is no program, or one that was stopped. */
export function outputOf(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      said[stream] += text;
    });
  }
  return new Promise((done) => {
    child.on('error', ({ message }) => done({ status: null, ...said, stderr: message }));
    child.on('close', (status) => done({ status, ...said }));
  });
}

function placeOf(script) {
  const path = join(root, script);
  if (!existsSync(path)) throw new Error(`missing ${script}: run npm ci`);
  return path;
}

function ended(name, status, started) {
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return status === 0;
}
