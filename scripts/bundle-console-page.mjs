// Makes dist/web/console: the page of all stations, given out by the signing server at /console.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledPart } from './bundle-page.mjs';

/** A part with the digest of its text in its name: browsers keep it until there is another one. */
async function writePart(outDir, kind, text) {
  const name = `console-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${kind}`;
  await writeFile(join(outDir, name), text);
  return name;
}

/** Writes index.html, its script and its style sheet into `outDir`. Answers what went in. */
export async function bundleConsolePage({ root, outDir }) {
  const source = join(root, 'src/web/console');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { text, metafile } = await bundledPart(join(source, 'main.tsx'), version);
  const styles = await bundledPart(join(source, 'page.css'), version);
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const script = await writePart(outDir, 'js', text);
  const sheet = await writePart(outDir, 'css', styles.text);
  await writeFile(join(outDir, 'index.html'), pageOf(script, sheet));
  return metafile;
}

const pageOf = (script, sheet) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>InkWitness 墨证</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console/${sheet}">
<script type="module" src="/console/${script}"></script>
</head>
<body>
<div id="screen"></div>
<noscript>本页需要启用 JavaScript。 This page needs JavaScript.</noscript>
</body>
</html>
`;
