import type { ObjectStore } from '../file/object-store';
import type { PdfDict } from '../syntax/value';
import type { CMap } from './cmap';
import { macRoman, standard, textOfGlyphName, winAnsi } from './glyph-names';
import { matrixOf } from './matrix';
import { standardWidth } from './standard-widths';
import type { TextFont } from './text-font';

const baseEncoding = (name: string | undefined): ((code: number) => string) =>
  name === 'MacRomanEncoding' ? macRoman : name === 'StandardEncoding' ? standard : winAnsi;

/** /Encoding: a name, or a dictionary with /Differences (ISO 32000-1 table 114). */
const encodingOf = async (store: ObjectStore, font: PdfDict): Promise<(code: number) => string> => {
  const encoding = await store.resolve(font.entries.get('Encoding'));
  if (encoding.kind !== 'dict') return baseEncoding(encoding.kind === 'name' ? encoding.value : undefined);
  const base = baseEncoding(await store.name(encoding.entries.get('BaseEncoding')));
  const differences = new Map<number, string>();
  let code = 0;
  for (const item of (await store.array(encoding.entries.get('Differences')))?.items.slice(0, 1024) ?? []) {
    if (item.kind === 'number') code = item.value;
    else if (item.kind === 'name') differences.set(code++, textOfGlyphName(item.value));
  }
  return (c) => differences.get(c) ?? base(c);
};

const widthsOf = async (store: ObjectStore, font: PdfDict): Promise<(code: number) => number> => {
  const first = (await store.number(font.entries.get('FirstChar'))) ?? 0;
  const widths = await store.numbers(font.entries.get('Widths'), 512);
  const descriptor = await store.dict(font.entries.get('FontDescriptor'));
  const missing = (await store.number(descriptor?.entries.get('MissingWidth'))) ?? 0;
  const base = (await store.name(font.entries.get('BaseFont'))) ?? '';
  // Type 3 widths are in glyph space (9.6.5).
  const scale = matrixOf(await store.numbers(font.entries.get('FontMatrix')))?.[0] ?? 0.001;
  if (widths === undefined) return (code) => standardWidth(base, code) / 1000;
  return (code) => (widths[code - first] ?? missing) * scale;
};

/** Type1, TrueType, MMType1 and Type3 fonts: one byte a code. */
export const simpleFont = async (store: ObjectStore, dict: PdfDict, unicode: CMap | undefined): Promise<TextFont> => {
  const encoding = await encodingOf(store, dict);
  const width = await widthsOf(store, dict);
  return {
    vertical: false,
    decode: (bytes) =>
      Array.from(bytes, (code) => ({
        text: unicode?.text.get(code) ?? encoding(code),
        advance: width(code),
        isSpace: code === 32,
      })),
  };
};
