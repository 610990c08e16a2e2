import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Loaded from node_modules at run time, as scripts/build.mjs leaves them. */
const NATIVE = ['electron', 'node-hid', 'usb', 'serialport', '@serialport/*', 'subset-font', '@photostructure/sqlite'];
/** What tests read of the tree, by places relative to their own. */
const READ = ['docs', 'fixtures', 'node_modules', 'dist', 'build', 'package.json'];

/**
 * Bundles test files for a Node on which vitest itself cannot start (its bundler has no program for it) into `folder`, laid
 * out as the tree is. Answers the program that runs them and each file's place.
 */
export async function bundleTests(folder: string, files: readonly string[]) {
  const runner = 'test/support/other-node/run-files.ts';
  mkdirSync(folder, { recursive: true });
  for (const name of READ) symlinkSync(join(ROOT, name), join(folder, name));
  await build({
    entryPoints: [runner, ...files],
    alias: { vitest: join(import.meta.dirname, 'vitest.ts') },
    absWorkingDir: ROOT,
    outbase: ROOT,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: NATIVE,
    define: { __VERSION__: '"0.0.0"', __BUILD__: '"test"', __FLAVOUR__: '"product"' },
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'error',
  });
  const place = (file: string): string => join(folder, file.replace(/\.ts$/, '.mjs'));
  return { runner: place(runner), places: files.map(place) };
}
