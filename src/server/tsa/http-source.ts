import { fetch } from 'undici';
import { err, ok, type Result } from '../../core/base';

/** A response is a token with its certificates: a few kilobytes. */
const MAX_BYTES = 64 * 1024;

/** The body of a 2xx within its bounds; a redirect is no answer. TIME_SOURCE_AWAY, TIME_SOURCE_REFUSED (detail: status). */
export async function fetchBounded(
  url: string,
  options: { readonly timeoutMs: number; readonly maxBytes?: number; readonly query?: Uint8Array },
): Promise<Result<Uint8Array>> {
  const { timeoutMs, maxBytes = MAX_BYTES, query } = options;
  const post = { method: 'POST', headers: { 'content-type': 'application/timestamp-query' }, body: query ?? null };
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...(query && post), redirect: 'manual', signal });
    if (response.status < 200 || response.status > 299) {
      await response.body?.cancel();
      return err('TIME_SOURCE_REFUSED', `HTTP ${response.status}`);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      const bytes = chunk as Uint8Array;
      size += bytes.length;
      if (size > maxBytes) return err('TIME_SOURCE_REFUSED', 'too large');
      chunks.push(bytes);
    }
    return ok(new Uint8Array(Buffer.concat(chunks)));
  } catch (error) {
    return err('TIME_SOURCE_AWAY', error instanceof Error ? error.name : 'thrown');
  }
}
