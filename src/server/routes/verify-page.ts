import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { toPem } from '../../core/pki';
import type { ServerContext } from '../context';
import type { Route } from './route';

/** Beside the bundled server, and from the sources. */
const PLACES = ['../web/verify.html', '../../../dist/web/verify.html'].map((place) => new URL(place, import.meta.url));
/** Data, not script: what stands here is outside of the hashes of the page's policy. */
const NO_ANCHORS = '<script type="application/json" id="anchors">""</script>';

async function pageFor(context: ServerContext): Promise<string | undefined> {
  const place = PLACES.find((one) => existsSync(one));
  if (place === undefined) return undefined;
  const pem = context.hospital.roots.map(({ raw }) => toPem('CERTIFICATE', raw)).join('');
  const anchors = JSON.stringify(pem).replaceAll('<', '\\u003c');
  return (await readFile(place, 'utf8')).replace(NO_ANCHORS, () => NO_ANCHORS.replace('""', () => anchors));
}

/** GET /verify: the verifier page with this hospital's roots put in; 404 where it was not built. */
export const verifyPageRoutes: Route = (app, { context }) => {
  let page: Promise<string | undefined> | undefined;
  app.get('/verify', { schema: { hide: true } as object }, async (_request, reply) => {
    page ??= pageFor(context);
    const html = await page;
    if (html === undefined) return reply.callNotFound();
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "frame-ancestors 'none'")
      .header('cache-control', 'no-cache')
      .send(html);
  });
};
