import { attemptAsync, type Result } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import type { Box, TextMatch } from '../types';
import type { Glyph } from './glyph';
import { folded, type Line, readLines } from './lines';
import { seenGlyphs } from './page-glyphs';

const MAX_NEEDLE = 1000;
const MAX_MATCHES = 10_000;
const MAX_CACHED_PAGES = 64;

/** Lines of pages read before; several anchors of a task look at the same pages. */
const cache = new WeakMap<PdfDocument, Map<number, readonly Line[]>>();

const linesOf = async (doc: PdfDocument, index: number): Promise<readonly Line[]> => {
  const known = cache.get(doc) ?? new Map<number, readonly Line[]>();
  cache.set(doc, known);
  let lines = known.get(index);
  if (lines === undefined) {
    const { glyphs, rules } = await seenGlyphs(doc, index);
    lines = readLines(glyphs, rules);
  }
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

/** A line with as much of the lines below as `length` characters need, and where its last used line begins. */
const readOn = (line: Line, length: number): { text: string; glyphs: readonly Glyph[]; starts: number[] } => {
  let text = line.text;
  let glyphs = line.glyphs;
  const starts = [0];
  for (let below = line.next; below !== undefined && text.length < line.text.length + length - 1; below = below.next) {
    starts.push(text.length);
    text += below.text;
    glyphs = [...glyphs, ...below.glyphs];
  }
  return { text, glyphs, starts };
};

/** {@link findText} on one page for code that carries refusals. */
export const findOnPage = async (doc: PdfDocument, index: number, needle: string): Promise<TextMatch[]> => {
  const wanted = folded(needle);
  const out: TextMatch[] = [];
  if (wanted === '' || wanted.length > MAX_NEEDLE) return out;
  for (const line of await linesOf(doc, index)) {
    const { text, glyphs, starts } = readOn(line, wanted.length);
    for (
      let at = text.indexOf(wanted);
      at >= 0 && at < line.text.length;
      at = text.indexOf(wanted, at + wanted.length)
    ) {
      const end = at + wanted.length;
      const from = Math.max(at, ...starts.filter((start) => start < end));
      out.push({ page: index, text: needle, box: boxOf(glyphs.slice(from, end)) });
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
 * Where words stand as a person sees them: matches in reading order, boxes as displayed in points. White space and
 * full-width or compatibility forms make no difference. Words may go over a line's end within a paragraph or a table
 * cell; the box is then that of their part on the last line. An empty needle finds nothing.
 * Errors: PDF_PAGE_NOT_FOUND, PDF_DAMAGED, PDF_TOO_LARGE, PDF_TOO_DEEP, PDF_UNSUPPORTED.
 */
export const findText = (
  doc: PdfDocument,
  pages: 'all' | number,
  needle: string,
): Promise<Result<readonly TextMatch[]>> => attemptAsync(() => find(doc, pages, needle));
