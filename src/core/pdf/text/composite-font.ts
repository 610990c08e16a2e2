import type { ObjectStore } from '../file/object-store';
import type { PdfDict, PdfValue } from '../syntax/value';
import { type CMap, parseCMap } from './cmap';
import { charsetOfCMap, codeLength } from './predefined-cmaps';
import type { ShownCode, TextFont } from './text-font';

type Widths = ReadonlyMap<number, number>;

const MAX_WIDTHS = 100_000;

/** /W: `c [w1 w2 …]` or `first last w` (ISO 32000-1 9.7.4.3). */
const parseWidths = async (store: ObjectStore, value: PdfValue | undefined): Promise<Widths> => {
  const widths = new Map<number, number>();
  const items = (await store.array(value))?.items ?? [];
  for (let at = 0; at + 1 < items.length; ) {
    const first = (await store.number(items[at])) ?? 0;
    const second = await store.resolve(items[at + 1]);
    if (second.kind === 'array') {
      for (const [i, item] of second.items.entries()) widths.set(first + i, (await store.number(item)) ?? 0);
      at += 2;
      continue;
    }
    const width = (await store.number(items[at + 2])) ?? 0;
    const last = second.kind === 'number' ? second.value : first;
    for (let cid = first; cid <= last && widths.size < MAX_WIDTHS; cid++) widths.set(cid, width);
    at += 3;
  }
  return widths;
};

const utf16At = (code: number): string =>
  code > 0xffff ? String.fromCharCode(code >>> 16, code & 0xffff) : String.fromCharCode(code);

interface Composite {
  /** Name of a predefined CMap, '' for an embedded one. */
  readonly encoding: string;
  readonly embedded: CMap | undefined;
  readonly unicode: CMap | undefined;
  readonly widths: Widths;
  readonly defaultWidth: number;
  readonly decodeText: ((charset: string, bytes: Uint8Array) => string) | undefined;
}

const textOf = (font: Composite, code: number, bytes: Uint8Array): string => {
  const known = font.unicode?.text.get(code);
  if (known !== undefined) return known;
  const charset = charsetOfCMap(font.encoding);
  if (charset === 'utf-16be') return utf16At(code);
  return charset === undefined ? '' : (font.decodeText?.(charset, bytes) ?? '');
};

/** CID of a code: itself for Identity, by the embedded CMap, else unknown: then the default width serves. */
const widthOf = (font: Composite, code: number): number => {
  if (font.encoding.startsWith('Identity')) return font.widths.get(code) ?? font.defaultWidth;
  const cid = font.embedded?.cid.get(code);
  if (cid !== undefined) return font.widths.get(cid) ?? font.defaultWidth;
  // Half-width Latin in the predefined CJK maps (charset collections Adobe-GB1 and kin).
  return code < 0x80 ? font.defaultWidth / 2 : font.defaultWidth;
};

const decode = (font: Composite, vertical: boolean, bytes: Uint8Array): ShownCode[] => {
  const out: ShownCode[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Math.min(bytes.length - at, codeLength(font.encoding, font.embedded?.lengths, bytes, at));
    const part = bytes.subarray(at, at + length);
    const code = part.reduce((value, byte) => value * 256 + byte, 0);
    const advance = vertical ? -1 : widthOf(font, code) / 1000;
    out.push({ text: textOf(font, code, part), advance, isSpace: length === 1 && code === 32 });
    at += length;
  }
  return out;
};

/** Type0 fonts (9.7): codes of one to four bytes. */
export const compositeFont = async (
  store: ObjectStore,
  dict: PdfDict,
  unicode: CMap | undefined,
): Promise<TextFont> => {
  const named = await store.name(dict.entries.get('Encoding'));
  const stream = await store.stream(dict.entries.get('Encoding'));
  const embedded = stream === undefined ? undefined : parseCMap(await store.streamData(stream, 1 << 20));
  const streamName = await store.name(stream?.value.entries.get('CMapName'));
  const descendant = await store.dict((await store.array(dict.entries.get('DescendantFonts')))?.items[0]);
  const font: Composite = {
    encoding: named ?? (embedded === undefined ? 'Identity-H' : ''),
    embedded,
    unicode,
    widths: await parseWidths(store, descendant?.entries.get('W')),
    defaultWidth: (await store.number(descendant?.entries.get('DW'))) ?? 1000,
    decodeText: store.decodeText,
  };
  const vertical = (named ?? streamName ?? '').endsWith('V');
  return { vertical, decode: (bytes) => decode(font, vertical, bytes) };
};
