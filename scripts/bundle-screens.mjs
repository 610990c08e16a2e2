// Bundles the screens: one recipe for the product (scripts/build.mjs) and for the gallery test.
import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));

/** The schemas in contracts/ are built by calls; a screen that only needs a list of them must not carry the schema library. */
const contractsHaveNoSideEffects = {
  name: 'contracts-have-no-side-effects',
  setup(builder) {
    builder.onResolve({ filter: /^\.{1,2}\// }, async (args) => {
      if (args.pluginData === 'resolved') return undefined;
      const found = await builder.resolve(args.path, {
        importer: args.importer,
        resolveDir: args.resolveDir,
        kind: args.kind,
        pluginData: 'resolved',
      });
      if (found.errors.length > 0 || !found.path.includes(`${sep}src${sep}contracts${sep}`)) return undefined;
      return { path: found.path, sideEffects: false };
    });
  },
};

/**
 * Writes index.html, main.js, main.css, fonts/ and pdf/ (worker, character maps, standard fonts) into `outDir`.
 * @returns {Promise<import('esbuild').Metafile>} what went in
 */
export async function bundleScreens({ root, outDir, minify = true }) {
  const source = join(root, 'src/renderer');
  await mkdir(outDir, { recursive: true });
  const { metafile } = await build({
    metafile: true,
    entryPoints: [join(source, 'main.tsx')],
    outdir: outDir,
    bundle: true,
    format: 'esm',
    target: 'chrome114',
    jsx: 'automatic',
    minify,
    sourcemap: false,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['/fonts/*'],
    plugins: [contractsHaveNoSideEffects],
    logLevel: 'warning',
  });
  for (const file of ['index.html', 'icon.svg']) await cp(join(source, file), join(outDir, file));
  await copyFonts(join(outDir, 'fonts'));
  await copyPdfParts(join(outDir, 'pdf'));
  return metafile;
}

async function copyFonts(target) {
  const fonts = packageFolder('@expo-google-fonts/noto-sans-sc');
  await mkdir(target, { recursive: true });
  for (const weight of ['400Regular', '600SemiBold']) {
    await cp(join(fonts, weight, `NotoSansSC_${weight}.ttf`), join(target, `NotoSansSC_${weight}.ttf`));
  }
  await cp(join(fonts, 'LICENSE_FONT'), join(target, 'LICENSE_FONT'));
}

async function copyPdfParts(target) {
  const pdfjs = packageFolder('pdfjs-dist');
  await mkdir(target, { recursive: true });
  await cp(join(pdfjs, 'legacy/build/pdf.worker.min.mjs'), join(target, 'worker.mjs'));
  for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
    await cp(join(pdfjs, folder), join(target, folder), { recursive: true });
  }
}

/** Bundles the one sandboxed preload; `electron` stays a require. Answers what went in. */
export async function bundlePreload({ root, outFile, minify = true }) {
  const { metafile } = await build({
    metafile: true,
    entryPoints: [join(root, 'src/preload/preload.ts')],
    outfile: outFile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'chrome114',
    external: ['electron'],
    minify,
    plugins: [contractsHaveNoSideEffects],
    logLevel: 'warning',
  });
  return metafile;
}
