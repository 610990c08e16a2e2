import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { toPem } from '../../core/pki';
import type { ServerContext } from '../context';
import type { Route } from './route';

/** The page where this hospital's roots, and a document to open, are put in. */
export interface VerifyPage {
  /** undefined where the page was not built. */
  html(opened?: { readonly url: string; readonly name: string }): Promise<string | undefined>;
}

/** Beside the bundled server, and from the sources. */
const PLACES = ['../web/verify.html', '../../../dist/web/verify.html'].map((place) => new URL(place, import.meta.url));
/** Data, not script: what stands here is outside of the hashes of the page's policy. */
const NO_ANCHORS = '<script type="application/json" id="anchors">""</script>';

const NO_DOCUMENT = '<script type="application/json" id="opened">null</script>';
/** The page fetches nothing, unless there is a document of ours to fetch. */
const NO_NETWORK = "default-src 'none'";

const inElement = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

async function pageFor(context: ServerContext): Promise<string | undefined> {
  const place = PLACES.find((one) => existsSync(one));
  if (place === undefined) return undefined;
  const pem = context.hospital.roots.map(({ raw }) => toPem('CERTIFICATE', raw)).join('');
  return (await readFile(place, 'utf8')).replace(NO_ANCHORS, () => NO_ANCHORS.replace('""', () => inElement(pem)));
}

/** Reads the page once. */
export function verifyPage(context: ServerContext): VerifyPage {
  let page: Promise<string | undefined> | undefined;
  return {
    html: async (opened) => {
      page ??= pageFor(context);
      const html = await page;
      return opened && html
        ? html
            .replace(NO_NETWORK, () => `${NO_NETWORK}; connect-src 'self'`)
            .replace(NO_DOCUMENT, () => NO_DOCUMENT.replace('null', () => inElement(opened)))
        : html;
    },
  };
}

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

/** GET /verify: the verifier page with this hospital's roots put in; 404 where it was not built. */
export const verifyPageRoutes: Route = (app, { context }) => {
  const page = verifyPage(context);
  app.get('/verify', { schema: { hide: true } as object }, async (_request, reply) => {
    const html = await page.html();
    if (html === undefined) return reply.callNotFound();
    return reply.headers(PAGE_HEADERS).header('cache-control', 'no-cache').send(html);
  });
};
