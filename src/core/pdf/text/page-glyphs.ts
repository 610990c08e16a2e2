import { concat, latin1, Refusal } from '../../base';
import { toDisplay } from '../document/page-geometry';
import { inherited, type PageNode } from '../document/page-tree';
import type { PdfDocument } from '../document/pdf-document';
import type { ObjectStore } from '../file/object-store';
import { ContentInterpreter } from './content-interpreter';
import type { Glyph } from './glyph';
import { IDENTITY } from './matrix';
import { hiddenLayers } from './optional-content';
import type { Area } from './painted-areas';
import { initialState } from './text-state';

const MAX_CONTENT = 32 << 20;
const MAX_STREAMS = 4096;
/** Content of all pages together, so that many pages with the same huge content end soon. */
const MAX_DOCUMENT = 256 << 20;

const bytesRun = new WeakMap<PdfDocument, number>();

/** Content streams of a page as one: a break between two may stand anywhere between tokens (ISO 32000-1 7.8.2). */
const contentOf = async (store: ObjectStore, page: PageNode): Promise<Uint8Array> => {
  const value = page.dict.entries.get('Contents');
  const array = await store.array(value);
  const parts: Uint8Array[] = [];
  let total = 0;
  for (const item of array === undefined ? (value === undefined ? [] : [value]) : array.items.slice(0, MAX_STREAMS)) {
    const stream = await store.stream(item);
    if (stream === undefined) continue;
    const data = await store.streamData(stream, MAX_CONTENT);
    total += data.length;
    if (total > MAX_CONTENT) throw new Refusal('PDF_TOO_LARGE', 'content of a page');
    parts.push(data, latin1('\n'));
  }
  return concat(parts);
};

/** Runs the content of a page once; undefined for a page that is not there. */
const runPage = async (doc: PdfDocument, index: number) => {
  const spent = bytesRun.get(doc) ?? 0;
  if (spent > MAX_DOCUMENT) throw new Refusal('PDF_TOO_LARGE', 'content of all pages');
  const page = await doc.mustPage(index);
  const node = await doc.parts.pages.at(index);
  if (node === undefined) return undefined;
  const { store, catalog } = doc.parts;
  const layers = await hiddenLayers(store, catalog);
  const interpreter = new ContentInterpreter(store, (x, y) => toDisplay(page, x, y), layers);
  const resources = await store.dict(inherited(node, 'Resources'));
  await interpreter.run(await contentOf(store, node), resources, initialState(IDENTITY));
  bytesRun.set(doc, spent + interpreter.bytesRun);
  const onPage = ({ left, right, top, bottom }: Glyph): boolean => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return x >= 0 && x <= page.width && y >= 0 && y <= page.height;
  };
  const { glyphs, painted, hasUnread } = interpreter;
  return { glyphs, painted, hasUnread, onPage };
};

interface ShownGlyphs {
  readonly glyphs: readonly Glyph[];
  /** Some stand outside the crop box and are not among them. */
  readonly someOutside: boolean;
  /** Some codes have no known character or font, and are not among them. */
  readonly someUnread: boolean;
}

/** Every character that a page's content shows inside its crop box, seen or not, in the order of the content streams. */
export const shownGlyphs = async (doc: PdfDocument, index: number): Promise<ShownGlyphs> => {
  const run = await runPage(doc, index);
  if (run === undefined) return { glyphs: [], someOutside: false, someUnread: false };
  const glyphs = run.glyphs.filter(run.onPage);
  return { glyphs, someOutside: glyphs.length < run.glyphs.length, someUnread: run.hasUnread };
};

/** What a reader sees of a page: its characters in the order of painting, and the lines between them, as displayed. */
interface SeenGlyphs {
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Area[];
}

/**
 * Characters that a person sees on a page, inside its crop box: not invisible ones (Tr 3, opacity 0), not those on hidden
 * layers, clipped away, covered later, or white on white.
 */
export const seenGlyphs = async (doc: PdfDocument, index: number): Promise<SeenGlyphs> => {
  const run = await runPage(doc, index);
  if (run === undefined) return { glyphs: [], rules: [] };
  return { glyphs: run.painted.seen(run.glyphs).filter(run.onPage), rules: run.painted.rules };
};
