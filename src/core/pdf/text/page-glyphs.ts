import { concat, latin1, Refusal } from '../../base';
import { toDisplay } from '../document/page-geometry';
import { inherited, type PageNode } from '../document/page-tree';
import type { PdfDocument } from '../document/pdf-document';
import type { ObjectStore } from '../file/object-store';
import { ContentInterpreter } from './content-interpreter';
import type { Glyph } from './glyph';
import { IDENTITY } from './matrix';

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

interface ShownGlyphs {
  readonly glyphs: readonly Glyph[];
  /** Some stand outside the crop box and are not among them. */
  readonly someOutside: boolean;
}

/** {@link pageGlyphs}, and whether there are more that nobody sees. */
export const shownGlyphs = async (doc: PdfDocument, index: number): Promise<ShownGlyphs> => {
  const spent = bytesRun.get(doc) ?? 0;
  if (spent > MAX_DOCUMENT) throw new Refusal('PDF_TOO_LARGE', 'content of all pages');
  const page = await doc.mustPage(index);
  const node = await doc.parts.pages.at(index);
  if (node === undefined) return { glyphs: [], someOutside: false };
  const interpreter = new ContentInterpreter(doc.parts.store, (x, y) => toDisplay(page, x, y));
  const resources = await doc.parts.store.dict(inherited(node, 'Resources'));
  await interpreter.run(await contentOf(doc.parts.store, node), resources, IDENTITY);
  bytesRun.set(doc, spent + interpreter.bytesRun);
  const onPage = ({ left, right, top, bottom }: Glyph): boolean => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return x >= 0 && x <= page.width && y >= 0 && y <= page.height;
  };
  const glyphs = interpreter.glyphs.filter(onPage);
  return { glyphs, someOutside: glyphs.length < interpreter.glyphs.length };
};

/** Characters that a page shows inside its crop box, in the order of its content streams, as displayed. */
export const pageGlyphs = async (doc: PdfDocument, index: number): Promise<readonly Glyph[]> =>
  (await shownGlyphs(doc, index)).glyphs;
