import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { npmCommand } from './npm-command.mjs';

/** Long enough for 120 MB on a slow line. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * Fetches the tarball of one version with `npm pack` into `work` and answers its path. Throws when it cannot be had or is
 * not the one that was pinned.
 * @param {{ package: string, integrity: string }} pinned `name@version`, and the integrity of the package as published
 * @param {string} work a folder for this alone
 */
export async function fetchTarball({ package: name, integrity }, work) {
  const npm = npmCommand(['pack', name, '--pack-destination', work, '--silent']);
  await mustRun(npm.command, npm.args, { cwd: work, shell: npm.shell, limitMs: DOWNLOAD_LIMIT_MS });
  const file = (await readdir(work)).find((entry) => entry.endsWith('.tgz'));
  if (file === undefined) throw new Error(`npm pack ${name}: no file`);
  if ((await integrityOf(join(work, file))) !== integrity) throw new Error(`${name} from npm is not the pinned one`);
  return join(work, file);
}

/** Renames into place; if another process was first, its result stands. */
export async function moveInto(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to).catch((error) => {
    if (!existsSync(to)) throw error;
  });
}

async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

/** Runs a program without input; answers its exit code, -1 where it did not start, and the end of what it said. */
export function run(command, args, { cwd, shell = false, limitMs = 300_000 } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ code: -1, output: `Error: ${error.message}` }));
    child.on('close', (code) => done({ code, output }));
  });
}

/** {@link run} that throws, with the last lines of what it said, unless it ends with 0. */
export async function mustRun(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args[0]} failed:\n${output.split('\n').slice(-8).join('\n')}`);
}
