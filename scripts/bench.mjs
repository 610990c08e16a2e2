// npm run bench [-- NAME …] [-- --json]: bundles bench/ as the product is bundled (what runs unbundled costs twice as much) and runs it.
import { readdirSync } from 'node:fs';
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
process.chdir(root);
await import(join(outdir, 'run.mjs'));
