import { getDocument, PDFDataRangeTransport, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerSource from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs';
import type { RandomAccess } from '../../core/base';
import { pdfFile } from './inlined';

const FIRST_CHUNK = 65_536;
const CHUNK = 262_144;

let shared: PDFWorker | undefined;

/** The one worker of this page, from text that is part of the page: works from a file on a disk, too. */
function worker(): PDFWorker {
  if (shared === undefined || shared.destroyed) {
    const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
    shared = PDFWorker.create({ port: new Worker(url, { name: 'pdf' }) });
  }
  return shared;
}

/** Feeds pdf.js piece by piece: a scan of 200 MB is never held whole. */
class AccessTransport extends PDFDataRangeTransport {
  readonly #source: RandomAccess;

  constructor(source: RandomAccess, first: Uint8Array) {
    super(source.size, first, first.length >= source.size);
    this.#source = source;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#source
      .read(begin, end - begin)
      .then((bytes) => this.onDataRange(begin, bytes.slice()))
      .catch(() => this.abort());
  }
}

/** pdf.js asks these classes for what it would fetch from a server. */
class CharacterMaps {
  async fetch({ name }: { name: string }) {
    return { cMapData: pdfFile(`cmaps/${name}.bcmap`), isCompressed: true };
  }
}
class StandardFonts {
  async fetch({ filename }: { filename: string }) {
    return pdfFile(`standard_fonts/${filename}`);
  }
}
class Decoders {
  async fetch({ filename }: { filename: string }) {
    return pdfFile(`wasm/${filename}`);
  }
}

/** Opens a revision for the eye. No eval, no XFA, no scripts, nothing from outside. */
export async function openForTheEye(source: RandomAccess): Promise<PDFDocumentProxy> {
  const first = (await source.read(0, Math.min(FIRST_CHUNK, source.size))).slice();
  return getDocument({
    range: new AccessTransport(source, first),
    worker: worker(),
    rangeChunkSize: CHUNK,
    disableAutoFetch: true,
    disableStream: true,
    cMapPacked: true,
    CMapReaderFactory: CharacterMaps,
    StandardFontDataFactory: StandardFonts,
    WasmFactory: Decoders,
    useWorkerFetch: false,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
    verbosity: 0,
  }).promise;
}
