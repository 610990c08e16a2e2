import { readFile } from 'node:fs/promises';
import { emptyResponse } from './empty-response';

/** Places in the page that take data, outside of the hashes of its policy (scripts/bundle-verify-page.mjs). */
const ANCHORS = '<script type="application/json" id="anchors">""</script>';
const OPENED = '<script type="application/json" id="opened">null</script>';
const NO_NETWORK = "default-src 'none'";

const inElement = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/**
 * The verifier page over one document of the kiosk: its own policy, which lets in this origin's document and nothing else;
 * `closed`, because nothing is carried into a ward's machine or out of it by this page.
 */
export async function verifierResponse(path: string, anchors: string, key: string): Promise<Response> {
  const page = await readFile(path, 'utf8').catch(() => undefined);
  if (page === undefined) return emptyResponse(404);
  const opened = { url: `/document/${key}`, name: `${key}.pdf`, closed: true };
  const html = page
    .replace(NO_NETWORK, () => `${NO_NETWORK}; connect-src 'self'`)
    .replace(ANCHORS, () => ANCHORS.replace('""', () => inElement(anchors)))
    .replace(OPENED, () => OPENED.replace('null', () => inElement(opened)));
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  });
}
