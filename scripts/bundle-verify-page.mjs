// Makes dist/web/verify.html: one file that checks signed documents, without a network and from any disk.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundledPart } from './bundle-page.mjs';
import { reportFont } from './report-font.mjs';

const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const PDF_PARTS = { cmaps: /\.bcmap$/, standard_fonts: /\.(pfb|ttf)$/, wasm: /\.wasm$/ };

/** pdf.js's worker as text, so that the page can start it out of itself; a classic script, because module workers of a page on a disk are refused. */
const workerAsText = {
  name: 'worker-as-text',
  setup(builder) {
    builder.onLoad({ filter: /pdf\.worker\.min\.mjs$/ }, async ({ path }) => {
      const made = await build({
        entryPoints: [path],
        bundle: true,
        write: false,
        format: 'iife',
        target: 'chrome114',
        minify: true,
        legalComments: 'none',
        define: { 'import.meta.url': '""' },
        logLevel: 'warning',
      });
      return { contents: made.outputFiles[0].text, loader: 'text' };
    });
  },
};

/** Inside of an element a text must not end it: in strings of JavaScript and JSON this escape changes nothing. */
const inElement = (text) => text.replace(/<\/(script|style)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

async function pdfFiles() {
  const files = {};
  for (const [folder, wanted] of Object.entries(PDF_PARTS))
    for (const name of (await readdir(join(pdfjs, folder))).sort())
      if (wanted.test(name))
        files[`${folder}/${name}`] = (await readFile(join(pdfjs, folder, name))).toString('base64');
  return JSON.stringify(files);
}

/**
 * Writes the page. `anchors`: PEM of root certificates that this copy trusts from the start.
 * Answers what went in. The policy lets nothing in from outside: one script, one style by their hashes, one worker and WebAssembly out of them.
 */
export async function bundleVerifyPage({ root, outFile, anchors = '' }) {
  const source = join(root, 'src/web/verify');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { text, metafile } = await bundledPart(join(source, 'main.tsx'), version, [workerAsText]);
  const script = inElement(text);
  const styles = inElement((await bundledPart(join(source, 'page.css'), version)).text.trim());
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(styles)}`,
    'worker-src blob:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts = {
    policy,
    styles,
    script,
    anchors: inElement(JSON.stringify(anchors)),
    files: await pdfFiles(),
    font: await reportFont(root),
  };
  await mkdir(dirname(outFile), { recursive: true });
  await writeFile(outFile, pageOf(parts));
  return metafile;
}

const pageOf = (parts) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${parts.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>InkWitness 墨证</title>
<link rel="icon" href="data:,">
<style>${parts.styles}</style>
</head>
<body>
<div id="screen"></div>
<noscript>本页需要启用 JavaScript。 This page needs JavaScript.</noscript>
<script type="application/json" id="anchors">${parts.anchors}</script>
<script type="application/json" id="opened">null</script>
<script type="application/json" id="pdf-files">${parts.files}</script>
<script type="application/json" id="report-font">"${parts.font}"</script>
<script type="module">${parts.script}</script>
</body>
</html>
`;
