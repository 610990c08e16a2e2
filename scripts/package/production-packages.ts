import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What package-lock.json (version 3) says of one package; the fields that packaging reads. */
interface LockEntry {
  readonly version: string;
  readonly name?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface ProductionPackage {
  /** Place below the root, `node_modules/a/node_modules/b`. */
  readonly path: string;
  /** The package's own name, also where it is installed under another one. */
  readonly name: string;
  readonly version: string;
  /** SPDX expression as the package states it. */
  readonly license: string | undefined;
  /** Subresource integrity of the package as published. */
  readonly integrity: string | undefined;
}

type Lock = Readonly<Record<string, LockEntry>>;

const readLock = (root: string): Lock =>
  (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages;

/** Path of `name` as Node finds it from `from`: the nearest node_modules upwards. */
function resolveIn(lock: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock[path]) return path;
    if (folder === '') return undefined;
  }
}

/**
 * The named packages and everything they need, by package-lock.json. An optional one that is not installed (another
 * platform's native part) is left out.
 * @param names packages as the program imports them
 */
export function productionPackages(root: string, names: readonly string[]): readonly ProductionPackage[] {
  const lock = readLock(root);
  const found = new Map<string, ProductionPackage>();
  const add = (from: string, name: string, optional: boolean): void => {
    // Types stand among the dependencies of some; no program reads them.
    if (name.startsWith('@types/')) return;
    const path = resolveIn(lock, from, name);
    if (path === undefined || (optional && !existsSync(join(root, path)))) {
      if (optional) return;
      throw new Error(`${name} is not in package-lock.json`);
    }
    if (found.has(path)) return;
    found.set(path, packageAt(lock, path));
    const { dependencies = {}, optionalDependencies = {} } = lock[path] as LockEntry;
    for (const needed of Object.keys(dependencies)) add(path, needed, needed in optionalDependencies);
    for (const needed of Object.keys(optionalDependencies)) add(path, needed, true);
  };
  for (const name of names) add('', name, false);
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The packages at these places and nothing they need: what a bundle has swallowed. */
export function bundledPackages(root: string, paths: readonly string[]): readonly ProductionPackage[] {
  const lock = readLock(root);
  return paths.map((path) => packageAt(lock, path));
}

function packageAt(lock: Lock, path: string): ProductionPackage {
  const entry = lock[path];
  if (!entry) throw new Error(`${path} is not in package-lock.json`);
  const installedAs = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const { version, license, integrity } = entry;
  return { path, name: entry.name ?? installedAs, version, license, integrity };
}

/** Packages that others use only where somebody has installed them (`ws` and its native helpers), and nobody has. */
function absentHelpers(root: string): ReadonlySet<string> {
  const lock = readLock(root);
  const peers = Object.values(lock).flatMap(({ peerDependenciesMeta = {} }) =>
    Object.keys(peerDependenciesMeta).filter((name) => peerDependenciesMeta[name]?.optional === true),
  );
  return new Set(peers.filter((name) => lock[`node_modules/${name}`] === undefined));
}

/** Packages that built programs still ask for at run time: their imports that are not Node's own. */
export async function packagesAskedFor(root: string, programs: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: programs.map((program) => join(root, program)),
    outdir: 'nowhere',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  const asked = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const { builtinModules } = await import('node:module');
  const names = asked
    .filter((path) => !path.startsWith('node:') && !builtinModules.includes(path) && path !== 'electron')
    .map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/'));
  const absent = absentHelpers(root);
  return [...new Set(names)].filter((name) => !absent.has(name)).sort();
}
