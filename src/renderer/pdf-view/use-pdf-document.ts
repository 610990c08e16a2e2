import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';
import { pdfWorker } from './pdf-worker';
import { openRangeTransport } from './range-transport';

export type PdfState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly key: string; readonly pdf: PDFDocumentProxy }
  | { readonly kind: 'failed' };

/** The document behind `documentKey`; the one before it is destroyed. `again` loads anew after a failure. */
export function usePdfDocument(documentKey: string | undefined): { state: PdfState; again: () => void } {
  const [state, setState] = useState<PdfState>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt is a trigger
  useEffect(() => {
    if (documentKey === undefined) return undefined;
    const stop = new AbortController();
    setState({ kind: 'loading' });
    const fail = () => {
      if (!stop.signal.aborted) setState({ kind: 'failed' });
    };
    const opening = openDocument(documentKey, stop, fail);
    opening
      .then((pdf) => {
        if (!stop.signal.aborted) setState({ kind: 'ready', key: documentKey, pdf });
      })
      .catch(fail);
    return () => {
      stop.abort();
      opening.then((pdf) => pdf.loadingTask.destroy()).catch(() => undefined);
    };
  }, [documentKey, attempt]);
  return { state, again: () => setAttempt((count) => count + 1) };
}

/** No eval, no WebAssembly (the policy of the window forbids both), no XFA, no scripts, no system fonts. */
async function openDocument(documentKey: string, stop: AbortController, fail: () => void): Promise<PDFDocumentProxy> {
  const range = await openRangeTransport(documentKey, stop, fail);
  return getDocument({
    range,
    worker: pdfWorker(),
    rangeChunkSize: 256 * 1024,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: '/pdf/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/pdf/standard_fonts/',
    wasmUrl: '/pdf/wasm/',
    useWasm: false,
    useWorkerFetch: true,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
    verbosity: 0,
  }).promise;
}
