import { PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Trusted Types as far as this room needs them (no DOM library of TypeScript 5.9 declares them). */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): URL;
  };
}

const WORKER_URL = '/pdf/worker.mjs';
let shared: PDFWorker | undefined;

/**
 * The one pdf.js worker of this window. Under `require-trusted-types-for 'script'` a worker's address must come from a
 * policy; ours lets this single address through.
 */
export function pdfWorker(): PDFWorker {
  if (shared === undefined || shared.destroyed) shared = PDFWorker.create({ port: startWorker() });
  return shared;
}

function startWorker(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('inkwitness', {
    createScriptURL(url) {
      if (url !== WORKER_URL) throw new TypeError('only the PDF worker may be started');
      return url;
    },
  });
  return new Worker(policy?.createScriptURL(WORKER_URL) ?? WORKER_URL, { type: 'module', name: 'pdf' });
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;
