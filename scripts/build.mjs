/**
 * Bundles everything that runs into dist/ (npm run build). Does nothing when no input has changed since the last build;
 * `--force` builds anyway.
 *
 *   dist/kiosk      the kiosk: main.cjs, preload.cjs, device-host.cjs, renderer/, package.json   (an Electron app folder)
 *   dist/kiosk-e2e  the same app with a main that tolerates the switches Playwright passes       (tests and demo only)
 *   dist/server     server.mjs, second-reader.mjs
 *   dist/cli        cli.mjs
 *   dist/web        verify.html; INKWITNESS_VERIFY_ROOT=root.pem puts a trust anchor in. console/: the server's page of all stations
 *   dist/test       virtual-pads.mjs, the recorded pads on virtual serial ports; kiosk-child.mjs, a kiosk that dies as told
 *   dist/bundled.json  places of the packages that the kiosk's bundles have swallowed, for its bill of materials
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { bundleConsolePage } from './bundle-console-page.mjs';
import { bundlePreload, bundleScreens } from './bundle-screens.mjs';
import { bundleVerifyPage } from './bundle-verify-page.mjs';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.inputs');
/** What can change a bundle; fixtures are read at run time. */
const INPUTS = ['src', 'scripts', 'test/support', 'package.json', 'package-lock.json', 'tsconfig.base.json'];

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Modules with native parts or files of their own beside the code: loaded from node_modules at run time. */
const NATIVE = ['electron', 'node-hid', 'usb', 'serialport', '@serialport/*', 'subset-font'];

const shared = { bundle: true, absWorkingDir: ROOT, sourcemap: 'linked', logLevel: 'warning', legalComments: 'none' };
/** Electron 25 has Node 18 and loads CommonJS (docs/adr/0002). */
const electronMain = { ...shared, platform: 'node', format: 'cjs', target: 'node18', external: NATIVE };
/** What a program says about itself: its version, the digest of everything that went into it, the Electron it is made for. */
const identity = {
  __VERSION__: JSON.stringify(manifest.version),
  __BUILD__: JSON.stringify(hashOfInputs()),
  __ELECTRON__: JSON.stringify(manifest.devDependencies.electron),
};
const nodeProgram = {
  ...shared,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  define: identity,
};
const kioskMain = (flavour) => ({
  ...electronMain,
  entryPoints: ['./src/main/app/main.ts'],
  define: { __FLAVOUR__: JSON.stringify(flavour), ...identity },
});

/** @returns {import('esbuild').BuildOptions[]} */
function bundles(product) {
  return [
    { ...kioskMain(product ? 'product' : 'development'), outfile: 'dist/kiosk/main.cjs' },
    // A kiosk that can be driven from outside never lies beside one that is shipped.
    ...(product ? [] : [{ ...kioskMain('e2e'), outfile: 'dist/kiosk/main-e2e.cjs' }]),
    {
      ...electronMain,
      entryPoints: ['./src/main/device-host/device-host-process.ts'],
      outfile: 'dist/kiosk/device-host.cjs',
    },
    { ...nodeProgram, entryPoints: ['./src/server/server.ts'], outfile: 'dist/server/server.mjs' },
    {
      ...nodeProgram,
      entryPoints: ['./src/server/second-reader/reading-process.ts'],
      outfile: 'dist/server/second-reader.mjs',
    },
    { ...nodeProgram, entryPoints: ['./src/cli/cli.ts'], outfile: 'dist/cli/cli.mjs' },
    { ...nodeProgram, entryPoints: ['./test/support/virtual-pads.ts'], outfile: 'dist/test/virtual-pads.mjs' },
    { ...nodeProgram, entryPoints: ['./test/support/kiosk-child.ts'], outfile: 'dist/test/kiosk-child.mjs' },
  ];
}

/**
 * Builds what is out of date.
 * @param {{ force?: boolean, product?: boolean }} [options] `product`: no switch at all is tolerated, for packaging
 * @returns {Promise<boolean>} whether anything was built
 */
export async function build({ force = false, product = false } = {}) {
  const rootFile = process.env.INKWITNESS_VERIFY_ROOT;
  const anchors = rootFile ? readFileSync(rootFile, 'utf8') : '';
  const inputs = `${product ? 'product' : 'development'} ${hashOfInputs(anchors)}`;
  if (!force && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) return false;
  await rm(STAMP, { force: true });
  if (product) await rm(DIST, { recursive: true, force: true });
  const metafiles = await Promise.all([
    ...bundles(product).map((options) => bundle({ ...options, metafile: true }).then(({ metafile }) => metafile)),
    bundleScreens({ root: ROOT, outDir: join(DIST, 'kiosk', 'renderer'), minify: true }),
    bundlePreload({ root: ROOT, outFile: join(DIST, 'kiosk', 'preload.cjs'), minify: false }),
    bundleVerifyPage({ root: ROOT, outFile: join(DIST, 'web', 'verify.html'), anchors }),
    bundleConsolePage({ root: ROOT, outDir: join(DIST, 'web', 'console') }),
  ]);
  // The very same page is shown by the kiosk: verifier.html beside its main.
  await copyFile(join(DIST, 'web', 'verify.html'), join(DIST, 'kiosk', 'verifier.html'));
  await writeAppFolder('kiosk');
  if (!product) await writeAppFolder('kiosk-e2e', "require('../kiosk/main-e2e.cjs');\n");
  await writeFile(join(DIST, 'bundled.json'), JSON.stringify(packagesIn(metafiles)));
  await writeFile(STAMP, inputs);
  return true;
}

/** The kiosk's main as a ward gets it, for tests that package it with the other bundles of dist. */
export const bundleWardMain = (outfile) => bundle({ ...kioskMain('product'), outfile });

/** `node_modules/a/node_modules/b` of every package with code in a bundle; the screens' fonts are copied, not bundled. */
function packagesIn(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const places = inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean);
  const below = places.map((place) => place.slice(place.indexOf('node_modules/')));
  return [...new Set([...below, 'node_modules/@expo-google-fonts/noto-sans-sc'])].sort();
}

/** An Electron app folder is a package.json with a main. */
async function writeAppFolder(folder, main) {
  const { name, productName, version } = manifest;
  const app = { name, productName, version, main: 'main.cjs' };
  await mkdir(join(DIST, folder), { recursive: true });
  await writeFile(join(DIST, folder, 'package.json'), `${JSON.stringify(app, null, 2)}\n`);
  if (main) await writeFile(join(DIST, folder, 'main.cjs'), main);
}

/** `anchors`: trust anchors that go into the verifier page. */
function hashOfInputs(anchors = '') {
  const hash = createHash('sha256').update(anchors);
  for (const path of INPUTS.flatMap((input) => filesBelow(input)).sort()) {
    if (/\.test\.tsx?$/.test(path)) continue;
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (!path.includes('.')) {
    const entries = readdirSync(full, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
  }
  return [path];
}

if (process.argv[1] === import.meta.filename) {
  const started = Date.now();
  const built = await build({ force: process.argv.includes('--force'), product: process.argv.includes('--product') });
  console.log(built ? `built in ${((Date.now() - started) / 1000).toFixed(1)} s` : 'nothing to build');
}
