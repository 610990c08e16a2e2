import { attemptAsync, type RandomAccess, Refusal, type Result } from '../../base';
import { ObjectStore } from '../file/object-store';
import { checkHeader, readTail } from '../file/tail';
import { readXrefChain, type XrefChain } from '../file/xref-chain';
import type { PdfDict, PdfRef } from '../syntax/value';
import type { PdfPage, PdfPorts, Revision, SignatureField } from '../types';
import { type FieldTree, readFieldTree } from './field-tree';
import { describePage } from './page-geometry';
import { PageTree } from './page-tree';
import { listRevisions } from './revisions';
import { listSignatureFields } from './signature-fields';

/** Smallest thing that can be called a PDF file: header, catalogue, page tree, trailer. */
const MIN_SIZE = 64;

/** What a document is made of, for the rooms of this folder. */
export interface DocumentParts {
  readonly store: ObjectStore;
  readonly chain: XrefChain;
  readonly startxref: number;
  readonly bytesAfterEof: number;
  readonly rootRef: PdfRef;
  readonly catalog: PdfDict;
  readonly pages: PageTree;
  readonly pageCount: number;
}

/** An opened document: a view on a random-access source; nothing is written through it. */
export class PdfDocument {
  private tree: FieldTree | undefined;
  private signatures: readonly SignatureField[] | undefined;

  /** Made by {@link openPdf}; `parts` is for this room only. */
  constructor(readonly parts: DocumentParts) {}

  get source(): RandomAccess {
    return this.parts.store.source;
  }

  get pageCount(): number {
    return this.parts.pageCount;
  }

  /** Kind of the newest cross-reference section; hybrid files count as `table`. */
  get xrefKind(): 'table' | 'stream' {
    return this.parts.chain.sections[0]?.kind ?? 'table';
  }

  /** Bytes other than white space after the last %%EOF; signing refuses them. */
  get bytesAfterEof(): number {
    return this.parts.bytesAfterEof;
  }

  /** Page by index from 0; PDF_PAGE_NOT_FOUND. */
  page(index: number): Promise<Result<PdfPage>> {
    return attemptAsync(() => this.mustPage(index));
  }

  /** {@link page} for code that carries refusals. */
  async mustPage(index: number): Promise<PdfPage> {
    const node = Number.isInteger(index) && index >= 0 ? await this.parts.pages.at(index) : undefined;
    if (node === undefined) throw new Refusal('PDF_PAGE_NOT_FOUND', `page ${index} of ${this.pageCount}`);
    return describePage(this.parts.store, node, index);
  }

  async fieldTree(): Promise<FieldTree> {
    this.tree ??= await readFieldTree(this.parts.store, this.parts.catalog);
    return this.tree;
  }

  /** Every signature field, signed or not, in the order of the field tree. */
  signatureFields(): Promise<Result<readonly SignatureField[]>> {
    return attemptAsync(() => this.mustSignatureFields());
  }

  /** {@link signatureFields} for code that carries refusals. */
  async mustSignatureFields(): Promise<readonly SignatureField[]> {
    const { store, pages, catalog } = this.parts;
    this.signatures ??= await listSignatureFields(store, pages, catalog, await this.fieldTree());
    return this.signatures;
  }

  /** Oldest first. */
  revisions(): Promise<Result<readonly Revision[]>> {
    return attemptAsync(() => listRevisions(this.source, this.parts.chain.sections));
  }
}

const open = async (source: RandomAccess, ports: PdfPorts): Promise<PdfDocument> => {
  await checkHeader(source);
  if (source.size < MIN_SIZE) throw new Refusal('PDF_TRUNCATED', `${source.size} bytes`);
  const tail = await readTail(source);
  const chain = await readXrefChain(source, ports.inflate, tail.startxref);
  const store = new ObjectStore(source, ports.inflate, chain.entries, ports);
  const rootRef = chain.trailer.entries.get('Root');
  const catalog = await store.dict(rootRef);
  if (rootRef?.kind !== 'ref' || catalog === undefined) throw new Refusal('PDF_DAMAGED', 'no catalogue');
  const pages = new PageTree(store, catalog.entries.get('Pages'));
  const pageCount = await pages.count();
  return new PdfDocument({ store, chain, ...tail, rootRef, catalog, pages, pageCount });
};

/**
 * Opens a document. Only the header, the tail, the cross-reference sections, the catalogue and the way to the last
 * page are read, whatever the size of the file.
 * Errors: PDF_NOT_A_PDF, PDF_JUNK_BEFORE_HEADER, PDF_TRUNCATED, PDF_DAMAGED, PDF_ENCRYPTED, PDF_TOO_DEEP, PDF_TOO_LARGE,
 * PDF_UNSUPPORTED. XFA, certification and bytes after %%EOF are not refused here but by `checkSignable`.
 */
export const openPdf = (source: RandomAccess, ports: PdfPorts): Promise<Result<PdfDocument>> =>
  attemptAsync(() => open(source, ports));
