import { Refusal } from '../../base';
import type { PdfDict, PdfValue } from '../syntax/value';
import { MAX_ENTRIES, MAX_OBJECT_NUMBER, type XrefEntry } from './xref-entry';

const integers = (value: PdfValue | undefined, what: string): number[] | undefined => {
  if (value === undefined) return undefined;
  if (value.kind !== 'array') throw new Refusal('PDF_DAMAGED', what);
  return value.items.map((item) => {
    if (item.kind !== 'number' || !Number.isSafeInteger(item.value) || item.value < 0)
      throw new Refusal('PDF_DAMAGED', what);
    return item.value;
  });
};

const entryOf = (type: number, second: number, third: number): XrefEntry => {
  if (type === 0) return { kind: 'free', gen: third };
  if (type === 2) return { kind: 'packed', container: second, index: third };
  // Table 18: any other type is a reference to the null object.
  if (type !== 1 || second === 0) return { kind: 'free', gen: 0 };
  return { kind: 'plain', offset: second, gen: third };
};

const widthsOf = (dict: PdfDict): [number, number, number] => {
  const widths = integers(dict.entries.get('W'), '/W');
  // Offsets beyond 2^53 cannot occur; pyHanko writes 8-byte fields.
  if (widths === undefined || widths.length < 3 || widths.some((w) => w > 8)) throw new Refusal('PDF_DAMAGED', '/W');
  return [widths[0] as number, widths[1] as number, widths[2] as number];
};

/** Entries of a cross-reference stream from its decoded data (7.5.8.2, 7.5.8.3). */
export const xrefStreamEntries = (dict: PdfDict, data: Uint8Array): Map<number, XrefEntry> => {
  const [w0, w1, w2] = widthsOf(dict);
  const size = dict.entries.get('Size');
  const index = integers(dict.entries.get('Index'), '/Index') ?? [0, size?.kind === 'number' ? size.value : 0];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  let rows = 0;
  const field = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + (data[at++] as number);
    return value;
  };
  for (let i = 0; i + 1 < index.length; i += 2) {
    const first = index[i] as number;
    const count = index[i + 1] as number;
    if (count > MAX_ENTRIES || first + count > MAX_OBJECT_NUMBER + 1) throw new Refusal('PDF_TOO_LARGE', '/Index');
    for (let k = 0; k < count && w0 + w1 + w2 > 0 && at + w0 + w1 + w2 <= data.length; k++) {
      if (++rows > MAX_ENTRIES) throw new Refusal('PDF_TOO_LARGE', 'cross-reference entries');
      const type = w0 === 0 ? 1 : field(w0);
      entries.set(first + k, entryOf(type, field(w1), field(w2)));
    }
  }
  return entries;
};
