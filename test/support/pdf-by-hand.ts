import { latin1 } from '../../src/core/base';

/** Object bodies by number; what stands between `obj` and `endobj`. */
export type Bodies = Readonly<Record<number, string>>;

export interface ByHand {
  readonly objects: Bodies;
  /** Keys of the trailer besides /Size and /Root 1 0 R. */
  readonly trailer?: string;
  readonly root?: string;
  /** Numbers that go into an object stream (xref streams and hybrid files). */
  readonly packed?: readonly number[];
}

/** One page that says `text` in Helvetica; catalogue 1, pages 2, page 3, font 4, content 5. */
export const onePage = (content = 'BT /F1 12 Tf 50 700 Td (Patient signature:) Tj ET', page = ''): Bodies => ({
  1: '<</Type/Catalog/Pages 2 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
  3: `<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R${page}>>`,
  4: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  5: streamBody(content),
});

export const streamBody = (data: string, entries = ''): string =>
  `<<${entries}/Length ${data.length}>>\nstream\n${data}\nendstream`;

const HEADER = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';

class File {
  text = HEADER;
  readonly offsets = new Map<number, number>();

  constructor(before?: string) {
    if (before !== undefined) this.text = before;
  }

  put(num: number, body: string): void {
    this.offsets.set(num, this.text.length);
    this.text += `${num} 0 obj\n${body}\nendobj\n`;
  }

  end(xref: number): Uint8Array {
    return latin1(`${this.text}startxref\n${xref}\n%%EOF\n`);
  }
}

const numbersOf = (objects: Bodies): number[] => Object.keys(objects).map(Number);
const sizeOf = (objects: Bodies): number => Math.max(...numbersOf(objects)) + 1;

const row = (offset: number | undefined): string =>
  offset === undefined ? '0000000000 65535 f\r\n' : `${String(offset).padStart(10, '0')} 00000 n\r\n`;

/** Classic cross-reference table; `old` makes it an update of that file. */
export function tablePdf({ objects, trailer = '', root = '1 0 R' }: ByHand, old?: Uint8Array): Uint8Array {
  const file = new File(old === undefined ? undefined : Buffer.from(old).toString('latin1'));
  for (const num of numbersOf(objects)) file.put(num, objects[num] as string);
  const xref = file.text.length;
  let table = 'xref\n0 1\n0000000000 65535 f\r\n';
  for (const [num, offset] of file.offsets) table += `${num} 1\n${row(offset)}`;
  file.text += `${table}trailer\n<</Size ${sizeOf(objects)}/Root ${root}${trailer}>>\n`;
  return file.end(xref);
}

const objectStream = (objects: Bodies, packed: readonly number[]): string => {
  let data = '';
  const index = packed.map((num) => {
    const pair = `${num} ${data.length}`;
    data += `${objects[num]}\n`;
    return pair;
  });
  const first = `${index.join(' ')}\n`;
  return streamBody(first + data, `/Type/ObjStm/N ${packed.length}/First ${first.length}`);
};

/** Rows of a cross-reference stream with /W [1 8 2], as pyHanko writes them. */
const streamRows = (numbers: readonly number[], file: File, packed: readonly number[], container: number): string => {
  let data = '';
  for (const num of numbers) {
    const index = packed.indexOf(num);
    const [type, a, b] =
      index >= 0 ? [2, container, index] : file.offsets.has(num) ? [1, file.offsets.get(num) as number, 0] : [0, 0, 0];
    data += String.fromCharCode(
      type,
      0,
      0,
      0,
      0,
      (a >> 24) & 255,
      (a >> 16) & 255,
      (a >> 8) & 255,
      a & 255,
      b >> 8,
      b & 255,
    );
  }
  return data;
};

/** Cross-reference stream, with an object stream for `packed`. */
export function streamPdf({ objects, trailer = '', packed = [] }: ByHand): Uint8Array {
  const file = new File();
  const container = sizeOf(objects);
  for (const num of numbersOf(objects)) if (!packed.includes(num)) file.put(num, objects[num] as string);
  if (packed.length > 0) file.put(container, objectStream(objects, packed));
  const xref = file.text.length;
  const self = container + 1;
  file.offsets.set(self, xref);
  const data = streamRows([...Array(self + 1).keys()], file, packed, container);
  file.put(self, streamBody(data, `/Type/XRef/W[1 8 2]/Size ${self + 1}/Root 1 0 R${trailer}`));
  return file.end(xref);
}

/** Hybrid file (ISO 32000-1 7.5.8.4): the table hides `packed`, /XRefStm tells where they are. */
export function hybridPdf({ objects, trailer = '', packed = [] }: ByHand): Uint8Array {
  const file = new File();
  const container = sizeOf(objects);
  for (const num of numbersOf(objects)) if (!packed.includes(num)) file.put(num, objects[num] as string);
  file.put(container, objectStream(objects, packed));
  const hidden = file.text.length;
  const rowsHidden = streamRows(packed, new File(), packed, container);
  const index = packed.map((num) => `${num} 1`).join(' ');
  file.put(container + 1, streamBody(rowsHidden, `/Type/XRef/W[1 8 2]/Index[${index}]/Size ${container}/Root 1 0 R`));
  const xref = file.text.length;
  const size = container + 2;
  const rows = Array.from({ length: size }, (_, num) => row(file.offsets.get(num))).join('');
  file.text += `xref\n0 ${size}\n${rows}trailer\n<</Size ${size}/Root 1 0 R/XRefStm ${hidden}${trailer}>>\n`;
  return file.end(xref);
}
