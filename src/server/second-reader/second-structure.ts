import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { FieldReading, PageLetters, PageReading, StructureReading } from './types';

const CHUNK = 1 << 18;
const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Hands pdf.js what it asks for; it never holds pieces that it did not need. */
class FileTransport extends PDFDataRangeTransport {
  constructor(
    private readonly file: FileHandle,
    size: number,
  ) {
    super(size, null, false);
  }

  override requestDataRange(begin: number, end: number): void {
    const bytes = new Uint8Array(end - begin);
    readSync(this.file.fd, bytes, 0, bytes.length, begin);
    // pdf.js does not expect its answer before it has asked
    setImmediate(() => this.onDataRange(begin, bytes));
  }
}

/** What pdf.js reads. */
export interface SecondStructure extends StructureReading {
  /** Digest of each page's text with the places of its runs; annotations are not in it. */
  readonly texts: readonly string[];
  readonly letters: readonly PageLetters[];
}

const twoDecimals = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 100) / 100);

export const lettersOf = (text: string): string =>
  [...text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')].sort().join('');

interface TextRun {
  readonly str: string;
  readonly transform: readonly number[];
}
interface Widget {
  readonly id: string;
  readonly fieldType?: string;
  readonly fieldName?: string;
  readonly rect: readonly number[];
}

const isInside = ([left = 0, bottom = 0, right = 0, top = 0]: readonly number[], { transform }: TextRun): boolean => {
  const [x = 0, y = 0] = transform.slice(4);
  return x >= left && x <= right && y >= bottom && y <= top;
};

interface ReadPage {
  readonly page: PageReading;
  readonly fields: readonly FieldReading[];
  readonly text: string;
  readonly letters: PageLetters;
}

async function readPage(document: PDFDocumentProxy, index: number): Promise<ReadPage> {
  const page = await document.getPage(index + 1);
  const content = await page.getTextContent();
  const runs = content.items.filter((item): item is typeof item & TextRun => 'str' in item);
  const widgets = (await page.getAnnotations({ intent: 'any' })) as Widget[];
  const hash = createHash('sha256');
  for (const { str, transform } of runs) hash.update(JSON.stringify([str, twoDecimals(transform)]));
  const whole = runs.every((run) => run.str === '' || isInside(page.view, run));
  const letters = { letters: lettersOf(runs.map(({ str }) => str).join('')), whole };
  const fields = widgets
    .filter(({ fieldType }) => fieldType === 'Sig')
    .map(({ id, fieldName = '', rect }) => ({
      name: fieldName,
      object: Number.parseInt(id, 10),
      page: index,
      rect: twoDecimals(rect),
    }));
  const { ref, view, rotate, userUnit } = page;
  page.cleanup();
  const reading = { object: ref?.num ?? 0, view: twoDecimals(view), rotate, userUnit };
  return { page: reading, fields, text: hash.digest('hex'), letters };
}

/**
 * Reads a file, or its first `size` bytes, with pdf.js: pages, signature fields, text. It runs no script of the file,
 * loads nothing but its own tables from the disk, and holds what it asked for, at most the file. Throws what pdf.js
 * throws.
 */
export async function readSecondStructure(path: string, size: number): Promise<SecondStructure> {
  const file = await open(path, 'r');
  const loading = getDocument({
    range: new FileTransport(file, size),
    length: size,
    rangeChunkSize: CHUNK,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    cMapUrl: join(PDFJS, 'cmaps/'),
    standardFontDataUrl: join(PDFJS, 'standard_fonts/'),
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await loading.promise;
    const pages: ReadPage[] = [];
    for (let index = 0; index < document.numPages; index++) pages.push(await readPage(document, index));
    return {
      pages: pages.map(({ page }) => page),
      fields: pages.flatMap(({ fields }) => fields),
      texts: pages.map(({ text }) => text),
      letters: pages.map(({ letters }) => letters),
    };
  } finally {
    await loading.destroy();
    await file.close();
  }
}
