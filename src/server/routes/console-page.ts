import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Route } from './route';

/** Beside the bundled server, and from the sources. */
const PLACES = ['../web/console', '../../../dist/web/console'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);
const PAGE = 'index.html';
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** Script and style are files of ours, requests go to this server, nobody frames the page, no text becomes markup. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Name of the file → its bytes and type, read once: what a request asks for is looked up, never opened. */
function readPage(): ReadonlyMap<string, { bytes: Buffer; type: string }> {
  const folder = PLACES.find((place) => existsSync(join(place, PAGE)));
  if (folder === undefined) return new Map();
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      return type === undefined ? [] : [[name, { bytes: readFileSync(join(folder, name)), type }] as const];
    }),
  );
}

/** GET /console: the page of all stations; 404 where it was not built. Its parts bear a digest in their names. */
export const consolePageRoutes: Route = (app) => {
  let page: ReturnType<typeof readPage> | undefined;
  const schema = { hide: true } as object;
  app.get('/console', { schema }, async (_request, reply) => {
    page ??= readPage();
    const found = page.get(PAGE);
    if (found === undefined) return reply.callNotFound();
    return reply.headers(HEADERS).type(found.type).header('cache-control', 'no-cache').send(found.bytes);
  });
  app.get<{ Params: { file: string } }>('/console/:file', { schema }, async (request, reply) => {
    page ??= readPage();
    const found = page.get(request.params.file);
    if (found === undefined || request.params.file === PAGE) return reply.callNotFound();
    return reply
      .headers(HEADERS)
      .type(found.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(found.bytes);
  });
};
