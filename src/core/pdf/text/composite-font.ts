import { fromLatin1 } from '../../base';
import type { ObjectStore } from '../file/object-store';
import { stringBytes } from '../syntax/strings';
import type { PdfDict, PdfValue } from '../syntax/value';
import { collectionToUnicode, predefinedCMap } from './character-collections';
import { type CMap, parseCMap } from './cmap';
import { charsetOfCMap, codeLength } from './predefined-cmaps';
import type { ShownCode, TextFont } from './text-font';

type Widths = ReadonlyMap<number, number>;

/** Codes named in /W, again and again or not. */
const MAX_WIDTHS = 100_000;

/** /W: `c [w1 w2 …]` or `first last w` (ISO 32000-1 9.7.4.3). */
const parseWidths = async (store: ObjectStore, value: PdfValue | undefined): Promise<Widths> => {
  const widths = new Map<number, number>();
  const items = (await store.array(value))?.items ?? [];
  let named = 0;
  for (let at = 0; at + 1 < items.length; ) {
    const first = (await store.number(items[at])) ?? 0;
    const second = await store.resolve(items[at + 1]);
    if (second.kind === 'array') {
      named += second.items.length;
      if (named > MAX_WIDTHS) break;
      for (const [i, item] of second.items.entries()) widths.set(first + i, (await store.number(item)) ?? 0);
      at += 2;
      continue;
    }
    const width = (await store.number(items[at + 2])) ?? 0;
    const last = second.kind === 'number' ? second.value : first;
    for (let cid = first; cid <= last && named < MAX_WIDTHS; cid++, named++) widths.set(cid, width);
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
  /** Codes to CIDs: the embedded CMap, or the predefined one where there is a port for it. */
  readonly cids: CMap | undefined;
  /** CIDs to text, by the character collection. */
  readonly collection: CMap | undefined;
  readonly unicode: CMap | undefined;
  readonly widths: Widths;
  readonly defaultWidth: number;
  readonly decodeText: ((charset: string, bytes: Uint8Array) => string) | undefined;
}

/** CID of a code: itself for Identity, else by the CMap; undefined when that is not at hand. */
const cidOf = (font: Composite, code: number): number | undefined =>
  font.encoding.startsWith('Identity') ? code : font.cids?.cid.get(code);

/** ToUnicode first, then what the encoding says, then the collection (ISO 32000-1 9.10.2). */
const textOf = (font: Composite, code: number, bytes: Uint8Array): string => {
  const known = font.unicode?.text.get(code);
  if (known !== undefined) return known;
  const charset = charsetOfCMap(font.encoding);
  if (charset === 'utf-16be') return utf16At(code);
  if (charset !== undefined && font.decodeText !== undefined) return font.decodeText(charset, bytes);
  const cid = cidOf(font, code);
  return (cid === undefined ? undefined : font.collection?.text.get(cid)) ?? '';
};

/** Of the CID in thousandths of the em; the default width where no CID is known. */
const widthOf = (font: Composite, code: number): number => {
  const cid = cidOf(font, code);
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

const textEntry = async (store: ObjectStore, dict: PdfDict | undefined, key: string): Promise<string | undefined> => {
  const value = await store.resolve(dict?.entries.get(key));
  return value.kind === 'string' ? fromLatin1(stringBytes(value)) : undefined;
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
  const system = await store.dict(descendant?.entries.get('CIDSystemInfo'));
  const [registry, ordering] = [await textEntry(store, system, 'Registry'), await textEntry(store, system, 'Ordering')];
  const font: Composite = {
    encoding: named ?? (embedded === undefined ? 'Identity-H' : ''),
    embedded,
    cids: embedded ?? (await predefinedCMap(store.fonts.predefinedCMap, named ?? '')),
    collection: await collectionToUnicode(store.fonts.predefinedCMap, registry, ordering),
    unicode,
    widths: await parseWidths(store, descendant?.entries.get('W')),
    defaultWidth: (await store.number(descendant?.entries.get('DW'))) ?? 1000,
    decodeText: store.fonts.decodeText,
  };
  const vertical = (named ?? streamName ?? '').endsWith('V');
  return { vertical, decode: (bytes) => decode(font, vertical, bytes) };
};
