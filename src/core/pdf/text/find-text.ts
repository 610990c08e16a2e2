import { attemptAsync, type Result } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import type { Box, TextMatch } from '../types';
import type { Glyph } from './glyph';
import { folded, type Line, readLines } from './lines';
import { pageGlyphs } from './page-glyphs';

const MAX_NEEDLE = 1000;
const MAX_MATCHES = 10_000;
const MAX_CACHED_PAGES = 64;

/** Lines of pages read before; several anchors of a task look at the same pages. */
const cache = new WeakMap<PdfDocument, Map<number, readonly Line[]>>();

const linesOf = async (doc: PdfDocument, index: number): Promise<readonly Line[]> => {
  const known = cache.get(doc) ?? new Map<number, readonly Line[]>();
  cache.set(doc, known);
  const lines = known.get(index) ?? readLines(await pageGlyphs(doc, index));
  if (known.size >= MAX_CACHED_PAGES) known.clear();
  known.set(index, lines);
  return lines;
};

const boxOf = (glyphs: readonly Glyph[]): Box => {
  const left = Math.min(...glyphs.map((glyph) => glyph.left));
  const top = Math.min(...glyphs.map((glyph) => glyph.top));
  const right = Math.max(...glyphs.map((glyph) => glyph.right));
  const bottom = Math.max(...glyphs.map((glyph) => glyph.bottom));
  return { x: left, y: top, width: right - left, height: bottom - top };
};

/** {@link findText} on one page for code that carries refusals. */
export const findOnPage = async (doc: PdfDocument, index: number, needle: string): Promise<TextMatch[]> => {
  const wanted = folded(needle);
  const out: TextMatch[] = [];
  if (wanted === '' || wanted.length > MAX_NEEDLE) return out;
  for (const line of await linesOf(doc, index)) {
    for (let at = line.text.indexOf(wanted); at >= 0; at = line.text.indexOf(wanted, at + wanted.length)) {
      out.push({ page: index, text: needle, box: boxOf(line.glyphs.slice(at, at + wanted.length)) });
      if (out.length >= MAX_MATCHES) return out;
    }
  }
  return out;
};

const find = async (doc: PdfDocument, pages: 'all' | number, needle: string): Promise<TextMatch[]> => {
  if (pages !== 'all') return findOnPage(doc, pages, needle);
  const out: TextMatch[] = [];
  for (let index = 0; index < doc.pageCount && out.length < MAX_MATCHES; index++)
    out.push(...(await findOnPage(doc, index, needle)));
  return out;
};

/**
 * Where words stand: matches in reading order, boxes as displayed in points. White space and full-width or
 * compatibility forms make no difference; a match does not go over a line's end. An empty needle finds nothing.
 * Errors: PDF_PAGE_NOT_FOUND, PDF_DAMAGED, PDF_TOO_LARGE, PDF_TOO_DEEP, PDF_UNSUPPORTED.
 */
export const findText = (
  doc: PdfDocument,
  pages: 'all' | number,
  needle: string,
): Promise<Result<readonly TextMatch[]>> => attemptAsync(() => find(doc, pages, needle));
