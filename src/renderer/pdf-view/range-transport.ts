import { PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs';

const FIRST_CHUNK = 64 * 1024;

/** Feeds pdf.js from `/document/<key>` piece by piece, so that a form of 200 MB opens as fast as one of 200 KB. */
class FetchRangeTransport extends PDFDataRangeTransport {
  readonly #url: string;
  readonly #stop: AbortController;
  readonly #onFailure: (error: Error) => void;

  constructor(url: string, first: FirstChunk, stop: AbortController, onFailure: (error: Error) => void) {
    super(first.total, first.bytes, first.bytes.length >= first.total);
    this.#url = url;
    this.#stop = stop;
    this.#onFailure = onFailure;
  }

  override requestDataRange(begin: number, end: number): void {
    fetchRange(this.#url, begin, end - 1, this.#stop.signal)
      .then(({ bytes }) => this.onDataRange(begin, bytes))
      .catch((error: Error) => {
        if (!this.#stop.signal.aborted) this.#onFailure(error);
      });
  }

  override abort(): void {
    this.#stop.abort();
  }
}

interface FirstChunk {
  readonly bytes: Uint8Array;
  readonly total: number;
}

/** Opens the document behind a key; the first answer tells its size (RFC 9110 14.4, Content-Range). */
export async function openRangeTransport(
  documentKey: string,
  stop: AbortController,
  onFailure: (error: Error) => void,
): Promise<PDFDataRangeTransport> {
  const url = `/document/${encodeURIComponent(documentKey)}`;
  return new FetchRangeTransport(url, await fetchRange(url, 0, FIRST_CHUNK - 1, stop.signal), stop, onFailure);
}

async function fetchRange(url: string, first: number, last: number, signal: AbortSignal): Promise<FirstChunk> {
  const response = await fetch(url, { headers: { range: `bytes=${first}-${last}` }, signal });
  if (!response.ok) throw new Error(`document answered ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status !== 206) return { bytes: bytes.subarray(first, last + 1), total: bytes.length };
  const total = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]);
  if (!Number.isSafeInteger(total)) throw new Error('document answered without a size');
  return { bytes, total };
}
