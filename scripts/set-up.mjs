/**
 * Brings a fresh checkout to the point where it can be built and run: Node's version, npm packages, system packages.
 * Uses nothing but Node itself, because it runs before `npm ci`. Silent when all is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmCommand } from './npm-command.mjs';
import { missingNeeds, osFamily, packageNames } from './system-packages.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = [20, 19];

/**
 * Checks and completes the set-up. Ends the process with code 1 and a sentence when a person must act first.
 * @param {{ forTests?: boolean, forPackages?: boolean }} [purpose] with `forTests` the independent judges of the tests are
 *   needed too, with `forPackages` what makes installers
 */
export async function setUp({ forTests = false, forPackages = false } = {}) {
  checkNode();
  installNodeModules();
  installSystemPackages(missingNeeds({ forTests, forPackages, display: hasDisplay() }));
}

/** Whether a window can be opened here without a virtual display. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  stop(`InkWitness needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`);
}

function installNodeModules() {
  if (nodeModulesAreCurrent()) return;
  console.error('Installing npm packages (npm ci) …');
  const npm = npmCommand(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  const done = spawnSync(npm.command, npm.args, { cwd: ROOT, shell: npm.shell, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) stop('npm ci failed; see its message above.');
}

/** npm leaves a copy of the lock in node_modules: every package we lock and that fits here must be in it, same version. */
function nodeModulesAreCurrent() {
  const lock = lockedPackages(join(ROOT, 'package-lock.json'));
  const there = lockedPackages(join(ROOT, 'node_modules', '.package-lock.json'));
  return Object.entries(lock).every(([path, entry]) => {
    if (path === '' || (entry.optional && !there[path])) return true;
    return there[path]?.version === entry.version && there[path]?.integrity === entry.integrity;
  });
}

function lockedPackages(file) {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).packages ?? {}) : {};
}

function installSystemPackages(needs) {
  if (needs.length === 0) return;
  const names = packageNames(needs);
  const apt = ['apt-get', 'install', '-y', '--no-install-recommends'];
  const family = osFamily();
  const prefix = rootPrefix();
  if (!family.includes('debian') && !family.includes('ubuntu')) {
    stop(`These system packages are missing (Debian names): ${names.join(' ')}\nInstall them and start again.`);
  }
  if (!prefix) {
    stop(`System packages are missing. Run this once, then start again:\n  sudo ${[...apt, ...names].join(' ')}`);
  }
  console.error(`Installing system packages: ${names.join(' ')} …`);
  const asRoot = (args) => runQuietly([...prefix, ...args]);
  asRoot(['apt-get', 'update']);
  // The lists may name packages by other names than an apt that has never been updated.
  const done = asRoot([...apt, ...packageNames(needs)]);
  if (done.status !== 0) {
    stop(`apt-get failed:\n${done.output}\nRun it yourself:\n  sudo ${[...apt, ...names].join(' ')}`);
  }
}

/** How to run a command as root without asking: [] as root, sudo where it asks no password, else undefined. */
function rootPrefix() {
  if (process.getuid?.() === 0) return ['env', 'DEBIAN_FRONTEND=noninteractive'];
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return sudo.status === 0 ? ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'] : undefined;
}

function runQuietly([file, ...args]) {
  const done = spawnSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 << 20 });
  return { status: done.status, output: `${done.stdout ?? ''}${done.stderr ?? ''}`.split('\n').slice(-12).join('\n') };
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp({ forTests: process.argv.includes('--for-tests') });
}
