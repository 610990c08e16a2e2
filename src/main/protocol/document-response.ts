import type { RandomAccess } from '../../core/base';
import { type ByteRange, byteRange } from './byte-range';
import { emptyResponse } from './empty-response';

const CHUNK = 256 * 1024;

/** Answers a document, or the asked part of it, read piece by piece: a 200 MB form is never in memory as a whole. */
export function documentResponse(source: RandomAccess, request: Request): Response {
  const range = byteRange(request.headers.get('range'), source.size);
  if (range === 'unsatisfiable') return emptyResponse(416, { 'content-range': `bytes */${source.size}` });
  const whole: ByteRange = { first: 0, last: source.size - 1 };
  const { first, last } = range ?? whole;
  const headers: Record<string, string> = {
    'content-type': 'application/pdf',
    'content-length': String(last - first + 1),
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  if (range) headers['content-range'] = `bytes ${first}-${last}/${source.size}`;
  const body = request.method === 'HEAD' ? null : pieces(source, first, last);
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** The bytes first..last of the source; a source that became shorter meanwhile errors the stream, it is never padded. */
function pieces(source: RandomAccess, first: number, last: number): ReadableStream<Uint8Array> {
  let at = first;
  return new ReadableStream({
    async pull(controller) {
      if (at > last) return controller.close();
      const piece = await source.read(at, Math.min(CHUNK, last - at + 1));
      if (piece.length === 0) return controller.error(new Error('the document became shorter'));
      at += piece.length;
      controller.enqueue(piece);
    },
  });
}
