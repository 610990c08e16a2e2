import { readFile } from 'node:fs/promises';
import { emptyResponse } from './empty-response';

/** A paper as text that nothing runs, whatever stands in it. */
export async function paperResponse(path: string | undefined): Promise<Response> {
  const bytes = path === undefined ? undefined : await readFile(path).catch(() => undefined);
  if (bytes === undefined) return emptyResponse(404);
  return new Response(bytes, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
