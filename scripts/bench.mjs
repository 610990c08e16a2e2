// npm run bench [-- NAME …] [-- --json] [-- --minutes N]: bundles bench/ as the product is bundled (what runs unbundled costs twice as much) and runs it.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './set-up.mjs';

await setUp({ forTests: true });
const { build } = await import('esbuild');
const { root } = await import('./run-step.mjs');

const folder = join(root, 'bench');
const outdir = join(root, '.cache', 'bench');
await build({
  entryPoints: readdirSync(folder)
    .filter((file) => /^(run|seal-once|validate-once|.*\.bench)\.ts$/.test(file))
    .map((file) => join(folder, file)),
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  external: [join(root, 'scripts', '*')],
  logLevel: 'error',
});
// An Electron app of its own: the product's device host under a main process that only counts.
await build({
  entryPoints: [join(folder, 'stream-main.ts')],
  outfile: join(outdir, 'stream-app', 'main.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18',
  external: ['electron', 'node-hid', 'usb', 'serialport', '@serialport/*'],
  logLevel: 'error',
});
writeFileSync(join(outdir, 'stream-app', 'package.json'), '{ "name": "stream", "main": "main.cjs" }');
process.chdir(root);
await import(join(outdir, 'run.mjs'));
