import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** As scripts/package/papers.ts writes it. */
const RULE = '='.repeat(100);
const PAPER = ['node-hid 3.2.0: MIT', 'react 19.2.0: MIT', 'zod 4.1.12: MIT']
  .map((title) => `${RULE}\n${title}\n${RULE}\n${'Permission is hereby granted, free of charge. '.repeat(20)}\n`)
  .join('\n');

/** The policy of the product, word for word as the shell sends it. */
export const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types inkwitness";

/** Serves the bundled screens and documents by key with ranges, as `app://kiosk/` does. */
export async function startGalleryServer(
  folder: string,
  documents: ReadonlyMap<string, Uint8Array>,
): Promise<{ origin: string; server: Server }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gallery');
    const document = /^\/document\/([\w-]+)$/.exec(pathname)?.[1];
    response.setHeader('content-security-policy', POLICY);
    if (pathname === '/papers/third-party') {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      return void response.end(PAPER);
    }
    try {
      if (document !== undefined) {
        const bytes = documents.get(document);
        if (bytes === undefined) return void response.writeHead(404).end();
        const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
        const end = Math.min(bytes.length - 1, last === '' ? bytes.length - 1 : Number(last));
        response.writeHead(206, {
          'content-type': 'application/pdf',
          'content-range': `bytes ${first}-${end}/${bytes.length}`,
        });
        response.end(bytes.subarray(Number(first), end + 1));
        return;
      }
      const path = normalize(join(folder, pathname));
      if (!path.startsWith(folder)) return void response.writeHead(403).end();
      const bytes = await readFile(path);
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'max-age=3600',
      });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
