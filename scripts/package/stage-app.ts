import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ProductionPackage } from './production-packages';

export type Platform = 'win32' | 'linux';

/** Folders inside a package that hold one native part for each platform, `HID-win32-x64`, `linux-x64`, … */
const PREBUILT = 'prebuilds';
/** Folders of a package that no program reads; of a font all weights but the one that reports are set in. */
const UNREAD_FOLDERS =
  /^(hidapi|deps|tests?|spec|fixtures|bench(mark)?s?|docs?|examples?|\.github|(?!400Regular)[1-9]00[A-Z]\w+)$/;
/** Files that no program reads: sources of native parts, types, maps, notes. */
const UNREAD_FILES = /\.(map|[cm]?ts|c|cc|cpp|h|gypi?|md|markdown)$/;
const LICENCE = /^(licen[cs]e|notice|copying)/i;

/** Copies packages below `target`, without what other platforms need and what nothing reads. */
export async function copyPackages(
  root: string,
  packages: readonly ProductionPackage[],
  target: string,
  platform: Platform,
): Promise<void> {
  const wanted = packages.filter(({ name }) => fits(name, platform));
  for (const { path } of wanted) {
    await cp(join(root, path), join(target, path), {
      recursive: true,
      filter: (source) => belongs(source.slice(join(root, path).length + 1), platform),
    });
  }
}

/** Platform packages (`@node-usb/usb-linux-x64-gnu`) of another platform stay away. */
const fits = (name: string, platform: Platform): boolean =>
  !/-(win32|linux|darwin|android|freebsd)-/.test(name) || name.includes(`-${platform}-x64`);

function belongs(inside: string, platform: Platform): boolean {
  if (inside === '') return true;
  const parts = inside.split(/[\\/]/);
  // Packages inside are in the list with places of their own.
  if (parts[0] === 'node_modules') return false;
  const at = parts.indexOf(PREBUILT);
  if (at >= 0 && parts.length > at + 1) return new RegExp(`(^|[-_])${platform}-x64$`).test(parts[at + 1] ?? '');
  const last = parts.at(-1) ?? '';
  return LICENCE.test(last) || !(UNREAD_FOLDERS.test(parts[0] ?? '') || UNREAD_FILES.test(last));
}

/** Names of programs that only tests may have. */
const OF_TESTS = /^(main-e2e\.cjs|.*\.map)$/;

export interface StagedApp {
  readonly root: string;
  readonly folder: string;
  readonly platform: Platform;
  /** Packages that stay beside the code and what they need. */
  readonly packages: readonly ProductionPackage[];
  /** Names of those that the code itself asks for. */
  readonly asked: readonly string[];
  /** Shown by the system: menus, tasks, the file's properties. */
  readonly productName: string;
  /** What the program tells of itself on its page “About” (src/main/app/program.ts). */
  readonly mark: { readonly build: 'official' | 'test'; readonly runtime: string };
  /** A main in place of the one in dist/kiosk. */
  readonly main?: string | undefined;
}

/** Lays out the kiosk's app: bundles, packages with native parts, package.json. */
export async function stageApp(app: StagedApp): Promise<void> {
  const { root, folder, platform, packages, asked, productName, mark, main } = app;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(join(root, 'dist', 'kiosk'))) {
    if (OF_TESTS.test(name)) continue;
    await cp(join(root, 'dist', 'kiosk', name), join(folder, name), {
      recursive: true,
      filter: (source) => !OF_TESTS.test(basename(source)),
    });
  }
  if (main !== undefined) await cp(main, join(folder, 'main.cjs'));
  await copyPackages(root, packages, folder, platform);
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as object;
  const dependencies = Object.fromEntries(
    packages.filter(({ path }) => asked.includes(path.replace('node_modules/', ''))).map((p) => [p.name, p.version]),
  );
  const described = {
    ...manifest,
    productName,
    description: 'Bedside consent kiosk',
    author: { name: 'InkWitness', email: 'security@inkwitness.example' },
    license: 'Apache-2.0',
    inkwitness: mark,
    dependencies,
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
}
