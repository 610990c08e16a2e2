import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build as buildWithElectronBuilder, Platform as Platforms } from 'electron-builder';
import { electronRuntime } from '../electron-runtime.mjs';
import { reasonAgainst } from './judge-runtime';
import { writePapers } from './papers';
import { bundledPackages, packagesAskedFor, productionPackages } from './production-packages';
import { closeLists, sealList } from './shipped-files';
import { type Platform, stageApp } from './stage-app';

export interface Order {
  readonly root: string;
  readonly platform: Platform;
  /** Any runtime, and a name that says so; nothing to be shipped. */
  readonly testBuild: boolean;
  /** Everything is made below this folder, which is emptied. */
  readonly out: string;
  /** A main in place of the one in dist/kiosk. */
  readonly main?: string;
}

export interface ApplicationFolder {
  readonly folder: string;
  readonly version: string;
  readonly productName: string;
}

/** What electron-builder hands to its hook; the part that is used. */
interface AfterExtract {
  readonly appOutDir: string;
  readonly packager: { readonly config: { readonly electronLanguages: readonly string[] } };
}

/** Name of a native part for each device library: a package without one of them cannot see its pads. */
const NATIVE_PARTS = /\.node$/;
/** First version with this fuse; an older one has a shorter wire and refuses to be told. */
const GRANT_FILE_FUSE_SINCE = 29;

/**
 * Makes the kiosk's application folder with electron-builder (electron-builder.yml): app.asar with its integrity, fuses
 * set, papers beside it. Refuses a runtime that is not the pinned official one unless it is a test build.
 */
export async function makeApplicationFolder({
  root,
  platform,
  testBuild,
  out,
  main,
}: Order): Promise<ApplicationFolder> {
  const { version, productName: plainName, electron } = manifestOf(root);
  const runtime = await electronRuntime({ say: () => undefined });
  const against = reasonAgainst(runtime, electron);
  if (against && !testBuild) throw new Error(`${against}. For a package that only tests may use: --test-build`);
  const productName = testBuild ? `${plainName} TEST BUILD 测试版` : plainName;

  await rm(out, { recursive: true, force: true });
  const stage = join(out, 'app');
  const asked = await packagesAskedFor(root, ['dist/kiosk/main.cjs', 'dist/kiosk/device-host.cjs']);
  const beside = productionPackages(root, asked);
  const mark = { build: testBuild ? 'test' : 'official', runtime: runtime.kind } as const;
  await stageApp({ root, folder: stage, platform, packages: beside, asked, productName, mark, main });
  const bundled = bundledPackages(root, JSON.parse(readFileSync(join(root, 'dist', 'bundled.json'), 'utf8')));
  const papers = join(out, 'papers');
  await writePapers({
    root,
    folder: papers,
    subject: { name: 'inkwitness-kiosk', version },
    packages: [...beside, ...bundled],
    runtime: runtime.version,
  });
  const runtimeFolder = dirname(runtime.path);
  // In tests the Linux runtime stands in for the Windows one: the same tree under the Windows name of the program.
  const standsIn = platform === 'win32' && !existsSync(join(runtimeFolder, 'electron.exe'));
  if (standsIn && !testBuild) throw new Error('no Windows runtime here: set ELECTRON_OVERRIDE_DIST_PATH');
  const besides = [
    { from: papers, to: '.' },
    ...(platform === 'win32' ? ['policy', 'update'].map((to) => ({ from: join(root, 'build', to), to })) : []),
  ];
  const builtFor = standsIn ? 'linux' : platform;
  await buildWithElectronBuilder({
    targets: (builtFor === 'win32' ? Platforms.WINDOWS : Platforms.LINUX).createTarget('dir'),
    projectDir: root,
    config: {
      extends: join(root, 'electron-builder.yml'),
      productName,
      electronVersion: runtime.version,
      electronDist: runtimeFolder,
      directories: { app: stage, output: join(out, 'built'), buildResources: join(root, 'build', 'icons') },
      extraFiles: besides.map((each) => ({ ...each })),
      // Runs when the runtime has been unpacked and the archive is still to be made.
      afterExtract: ({ appOutDir: folder, packager: { config } }: AfterExtract) =>
        sealList({ folder, stage, beside: besides, languages: config.electronLanguages }),
      electronFuses:
        Number.parseInt(runtime.version, 10) < GRANT_FILE_FUSE_SINCE ? {} : { grantFileProtocolExtraPrivileges: false },
    } as never,
  });
  const made = join(out, 'built', builtFor === 'win32' ? 'win-unpacked' : 'linux-unpacked');
  const folder = join(out, 'application');
  await rename(made, folder);
  if (standsIn) await rename(join(folder, 'inkwitness'), join(folder, 'inkwitness.exe'));
  await closeLists(folder, platform === 'win32' ? 'inkwitness.exe' : 'inkwitness');
  await mustHaveDrivers(folder, platform, testBuild);
  return { folder, version, productName };
}

export function manifestOf(root: string): { version: string; productName: string; electron: string } {
  const { version, productName, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { version, productName, electron: devDependencies.electron };
}

async function mustHaveDrivers(folder: string, platform: Platform, testBuild: boolean): Promise<void> {
  const unpacked = join(folder, 'resources', 'app.asar.unpacked', 'node_modules');
  await mkdir(unpacked, { recursive: true });
  const files = (await readdir(unpacked, { recursive: true })).filter((name) => NATIVE_PARTS.test(name));
  const missing = ['node-hid', '@serialport', '@node-usb'].filter(
    (library) => !files.some((name) => name.startsWith(library)),
  );
  if (missing.length > 0 && !testBuild)
    throw new Error(`no native part for ${platform} of ${missing.join(', ')}: run npm ci on ${platform}`);
}
