import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { CONTENT_SECURITY_POLICY } from '../policy';
import { emptyResponse } from './empty-response';

/** Types of everything that the renderer's build writes; any other file is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
};

/**
 * Answers a file of the built renderer.
 *
 * @param root folder of the built renderer
 * @param pathname path of the URL, still percent-encoded
 */
export async function fileResponse(root: string, pathname: string): Promise<Response> {
  const segments = safeSegments(pathname);
  const type = TYPES[extname(segments?.at(-1) ?? '')];
  if (!segments) return emptyResponse(403);
  if (type === undefined) return emptyResponse(404);
  try {
    // Windows answers the real path in its own spelling, whatever the program was started as.
    const [home, file] = await Promise.all([realpath(root), realpath(join(root, ...segments))]);
    if (!file.startsWith(home + sep)) return emptyResponse(403);
    return new Response(await readFile(file), {
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-cache',
      },
    });
  } catch {
    return emptyResponse(404);
  }
}

/** Path segments that cannot leave the folder on any system; undefined for a path that tries, or is not UTF-8. */
export function safeSegments(pathname: string): string[] | undefined {
  try {
    const segments = decodeURIComponent(pathname)
      .split('/')
      .filter((segment) => segment !== '');
    return segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(segment)) ? segments : undefined;
  } catch {
    return undefined;
  }
}
