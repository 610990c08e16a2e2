import type { ObjectStore } from '../file/object-store';
import type { PdfDict, PdfValue } from '../syntax/value';
import { type CMap, parseCMap } from './cmap';
import { compositeFont } from './composite-font';
import { simpleFont } from './simple-font';
import type { TextFont } from './text-font';

/** The ToUnicode CMap or another embedded CMap stream; undefined when absent. */
export const readCMap = async (store: ObjectStore, value: PdfValue | undefined): Promise<CMap | undefined> => {
  const stream = await store.stream(value);
  return stream === undefined ? undefined : parseCMap(await store.streamData(stream, 1 << 20));
};

/** Reads a font dictionary (9.6, 9.7) for its widths and its way to Unicode. */
export const readFont = async (store: ObjectStore, dict: PdfDict): Promise<TextFont> => {
  const unicode = await readCMap(store, dict.entries.get('ToUnicode'));
  return (await store.name(dict.entries.get('Subtype'))) === 'Type0'
    ? compositeFont(store, dict, unicode)
    : simpleFont(store, dict, unicode);
};
