// What the pages of src/web have in common: one script and one style sheet out of their sources.
import { build } from 'esbuild';

/** @returns text of the bundle of `entry` (a script or a style sheet), and what went in */
export async function bundledPart(entry, version, plugins = []) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'chrome114',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version) },
    plugins,
    logLevel: 'warning',
  });
  return { text: result.outputFiles[0].text, metafile: result.metafile };
}
