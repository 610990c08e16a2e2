import { Refusal } from '../../base';

/** Metrics and the character map of a TrueType file with glyf outlines. */
export interface TrueType {
  readonly unitsPerEm: number;
  /** xMin, yMin, xMax, yMax in font units. */
  readonly box: readonly [number, number, number, number];
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  /** False where the maker forbids embedding (OS/2 fsType, bit 1). */
  readonly mayEmbed: boolean;
  /** Glyph index of a code point; 0 when the font has none. */
  glyphOf(codePoint: number): number;
  /** Advance width in font units. */
  advanceOf(glyph: number): number;
}

const bad = (what: string): never => {
  throw new Refusal('PDF_FONT_UNUSABLE', what);
};

interface Table {
  readonly start: number;
  readonly length: number;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Table directory (OpenType 1.9, "Font file"). */
const directory = (view: DataView): Map<string, Table> => {
  if (view.byteLength < 12 || view.getUint32(0) !== 0x00010000) bad('no TrueType header');
  const count = view.getUint16(4);
  const tables = new Map<string, Table>();
  if (12 + 16 * count > view.byteLength) bad('table directory');
  for (let i = 0; i < count; i++) {
    const at = 12 + 16 * i;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(at + k)));
    const table = { start: view.getUint32(at + 8), length: view.getUint32(at + 12) };
    if (table.start + table.length > view.byteLength) bad(`table ${tag}`);
    tables.set(tag, table);
  }
  return tables;
};

type Lookup = (codePoint: number) => number;

/** cmap format 12: segmented coverage of all planes. */
const format12 = (view: DataView, start: number): Lookup => {
  const groups = view.getUint32(start + 12);
  return (codePoint) => {
    for (let low = 0, high = groups - 1; low <= high; ) {
      const middle = (low + high) >> 1;
      const at = start + 16 + 12 * middle;
      if (codePoint < view.getUint32(at)) high = middle - 1;
      else if (codePoint > view.getUint32(at + 4)) low = middle + 1;
      else return view.getUint32(at + 8) + codePoint - view.getUint32(at);
    }
    return 0;
  };
};

/** cmap format 4: segments of the basic plane. */
const format4 = (view: DataView, start: number): Lookup => {
  const twice = view.getUint16(start + 6);
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    for (let i = 0; i < twice; i += 2) {
      if (codePoint > view.getUint16(start + 14 + i)) continue;
      const first = view.getUint16(start + 16 + twice + i);
      if (codePoint < first) return 0;
      const delta = view.getInt16(start + 16 + 2 * twice + i);
      const rangeAt = start + 16 + 3 * twice + i;
      const range = view.getUint16(rangeAt);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(rangeAt + range + 2 * (codePoint - first));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
};

/** The widest Unicode subtable: format 12 before format 4. */
const characterMap = (view: DataView, cmap: Table): Lookup => {
  const found = new Map<number, number>();
  const count = view.getUint16(cmap.start + 2);
  for (let i = 0; i < count; i++) {
    const at = cmap.start + 4 + 8 * i;
    const platform = view.getUint16(at);
    const encoding = view.getUint16(at + 2);
    const unicode = platform === 0 ? encoding !== 5 : platform === 3 && (encoding === 1 || encoding === 10);
    const start = cmap.start + view.getUint32(at + 4);
    if (unicode) found.set(view.getUint16(start), start);
  }
  const wide = found.get(12);
  if (wide !== undefined) return format12(view, wide);
  const narrow = found.get(4);
  return narrow === undefined ? bad('no Unicode cmap') : format4(view, narrow);
};

const parse = (view: DataView): TrueType => {
  const tables = directory(view);
  const table = (tag: string): Table => tables.get(tag) ?? bad(`no table ${tag}`);
  table('glyf');
  const head = table('head').start;
  const hhea = table('hhea').start;
  const hmtx = table('hmtx');
  const os2 = tables.get('OS/2');
  const longMetrics = view.getUint16(hhea + 34);
  if (longMetrics < 1 || 4 * longMetrics > hmtx.length) bad('hmtx');
  const ascent = view.getInt16(hhea + 4);
  // sCapHeight exists from OS/2 version 2 on.
  const capHeight = os2 !== undefined && os2.length >= 90 ? view.getInt16(os2.start + 88) : ascent;
  return {
    unitsPerEm: view.getUint16(head + 18) || bad('unitsPerEm'),
    box: [36, 38, 40, 42].map((at) => view.getInt16(head + at)) as [number, number, number, number],
    ascent,
    descent: view.getInt16(hhea + 6),
    capHeight,
    mayEmbed: os2 === undefined || (view.getUint16(os2.start + 8) & 0x000f) !== 2,
    glyphOf: characterMap(view, table('cmap')),
    advanceOf: (glyph) => view.getUint16(hmtx.start + 4 * Math.min(glyph, longMetrics - 1)),
  };
};

/** Reads a font; PDF_FONT_UNUSABLE for CFF outlines, collections and damaged files. */
export const parseTrueType = (bytes: Uint8Array): TrueType => {
  try {
    return parse(viewOf(bytes));
  } catch (error) {
    if (error instanceof RangeError) return bad('table ends early');
    throw error;
  }
};
