import { describe, expect, it } from 'vitest';
import { type ByHand, hybridPdf, onePage, streamBody, streamPdf, tablePdf } from '../../../../test/support/pdf-by-hand';
import { bufferAccess, nodeInflate } from '../../../platform/node';
import { latin1, must } from '../../base';
import { boxOfRect, placeBox } from './page-geometry';
import { openPdf, type PdfDocument } from './pdf-document';

const open = (bytes: Uint8Array) => openPdf(bufferAccess(bytes), { inflate: nodeInflate });
const opened = async (bytes: Uint8Array): Promise<PdfDocument> => must(await open(bytes));
const codeOf = async (bytes: Uint8Array): Promise<string> => {
  const result = await open(bytes);
  return result.ok ? 'opened' : result.error.code;
};
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const KINDS: readonly [string, (file: ByHand) => Uint8Array, 'table' | 'stream'][] = [
  ['table', tablePdf, 'table'],
  ['stream', streamPdf, 'stream'],
  ['hybrid', hybridPdf, 'table'],
];

describe.each(KINDS)('a file with a cross-reference %s', (_, make, kind) => {
  it('opens, with objects in an object stream where the kind has one', async () => {
    const doc = await opened(make({ objects: onePage(), packed: [2, 3, 4] }));
    expect([doc.pageCount, doc.xrefKind, doc.bytesAfterEof]).toEqual([1, kind, 0]);
    expect(must(await doc.page(0))).toMatchObject({ width: 595, height: 842, rotate: 0, userUnit: 1 });
    expect(await doc.page(1)).toMatchObject({ ok: false, error: { code: 'PDF_PAGE_NOT_FOUND' } });
    expect(must(await doc.signatureFields())).toEqual([]);
    expect(must(await doc.revisions())).toHaveLength(1);
  });

  it('reads updates of itself, newest first', async () => {
    const base = make({ objects: onePage(), packed: [4] });
    const startxref = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text(base))?.[1];
    const updated = tablePdf(
      { objects: { 3: '<</Type/Page/Parent 2 0 R/Rotate 90>>' }, trailer: `/Prev ${startxref}` },
      base,
    );
    const doc = await opened(updated);
    expect(must(await doc.page(0)).rotate).toBe(90);
    expect(must(await doc.revisions()).map(({ end }) => end)).toEqual([base.length, updated.length]);
  });

  it('is refused when encrypted', async () => {
    expect(await codeOf(make({ objects: onePage(), packed: [4], trailer: '/Encrypt 4 0 R' }))).toBe('PDF_ENCRYPTED');
  });
});

describe('refusals', () => {
  const good = tablePdf({ objects: onePage() });
  it('name the trouble', async () => {
    expect(await codeOf(latin1('hello'))).toBe('PDF_NOT_A_PDF');
    expect(await codeOf(new Uint8Array(0))).toBe('PDF_NOT_A_PDF');
    expect(await codeOf(latin1(`\xef\xbb\xbf${text(good)}`))).toBe('PDF_JUNK_BEFORE_HEADER');
    expect(await codeOf(good.subarray(0, good.length - 30))).toBe('PDF_TRUNCATED');
    expect(await codeOf(good.subarray(0, good.length - 5))).toBe('PDF_TRUNCATED');
    expect(await codeOf(latin1(text(good).replace(/startxref\n\d+/, 'startxref\n7')))).toBe('PDF_DAMAGED');
    expect(await codeOf(latin1(text(good).replace('/Root 1', '/Root 9')))).toBe('PDF_DAMAGED');
    expect(await codeOf(latin1(text(good).replace('%\xe2', '%\xe2 shifted')))).toBe('PDF_DAMAGED');
    expect(await codeOf(tablePdf({ objects: onePage(), trailer: '/Prev 99999999' }))).toBe('PDF_DAMAGED');
  });

  it('do not include bytes after %%EOF, which are counted', async () => {
    expect((await opened(latin1(`${text(good)}\0\0 \n`))).bytesAfterEof).toBe(0);
    expect((await opened(latin1(`${text(good)}trailing`))).bytesAfterEof).toBe(8);
    expect(await codeOf(latin1(`${text(good)}${'\0'.repeat(5000)}`))).toBe('PDF_BYTES_AFTER_EOF');
  });

  it('meet loops with a code', async () => {
    const self = /startxref\s+(\d+)/.exec(text(good))?.[1] as string;
    const looped = tablePdf({ objects: onePage(), trailer: `/Prev ${self}` });
    expect(await codeOf(looped)).toBe('PDF_DAMAGED');
    expect(await codeOf(tablePdf({ objects: { ...onePage(), 2: '<</Type/Pages/Kids[2 0 R]>>' } }))).toBe('PDF_DAMAGED');
    const length = { ...onePage(), 3: '<</Type/Page/Parent 2 0 R/Rotate 6 0 R>>', 6: '7 0 R', 7: '6 0 R' };
    expect(await (await opened(tablePdf({ objects: length }))).page(0)).toMatchObject({
      error: { code: 'PDF_TOO_DEEP' },
    });
  });

  it('meet an object stream that is its own member with a code', async () => {
    const file = text(streamPdf({ objects: onePage(), packed: [2, 3] }));
    const at = file.indexOf('/Type/XRef');
    const rows = file.indexOf('stream\n', at) + 7;
    // Row of the container, object 6: type 2, container 6.
    const own = latin1(file);
    own.set([2, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0], rows + 6 * 11);
    expect(await codeOf(own)).toBe('PDF_DAMAGED');
  });
});

describe('tolerance that readers share', () => {
  it('startxref may point at the white space before the section', async () => {
    const file = text(tablePdf({ objects: onePage() })).replace(/xref\n0 1/, '\r\nxref\n0 1');
    expect((await opened(latin1(file))).pageCount).toBe(1);
  });

  it('neither null for encryption nor 0 for an older section means anything', async () => {
    const doc = await opened(tablePdf({ objects: onePage(), trailer: '/Encrypt null/Prev 0' }));
    expect(doc.pageCount).toBe(1);
  });

  it('a hidden stream does not win over the newer table that names it again', async () => {
    const base = hybridPdf({ objects: onePage(), packed: [3, 4] });
    const hidden = /XRefStm (\d+)/.exec(text(base))?.[1];
    const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text(base))?.[1];
    const newer = tablePdf(
      { objects: { 3: '<</Type/Page/Parent 2 0 R/Rotate 180>>' }, trailer: `/Prev ${prev}/XRefStm ${hidden}` },
      base,
    );
    expect(must(await (await opened(newer)).page(0)).rotate).toBe(180);
  });
});

describe('page tree', () => {
  const tree = (kids: string, count: number, more: Record<number, string>) =>
    tablePdf({
      objects: {
        1: '<</Type/Catalog/Pages 2 0 R>>',
        2: `<</Type/Pages/Kids ${kids}/Count ${count}/Rotate 270/MediaBox[0 0 200 100]>>`,
        ...more,
      },
    });
  const page = (parent: number, more = '') => `<</Type/Page/Parent ${parent} 0 R${more}>>`;

  it('inherits attributes and takes indirect kids', async () => {
    const doc = await opened(
      tree('9 0 R', 3, {
        9: '[3 0 R 4 0 R]',
        3: page(2),
        4: '<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2/Rotate 0>>',
        5: page(4),
        6: page(4, '/Rotate 450/UserUnit 2/CropBox[-50 10 100 90]'),
      }),
    );
    expect(doc.pageCount).toBe(3);
    expect(must(await doc.page(0))).toMatchObject({ rotate: 270, width: 100, height: 200 });
    expect(must(await doc.page(1)).rotate).toBe(0);
    expect(must(await doc.page(2))).toMatchObject({ rotate: 90, cropBox: [0, 10, 100, 90], width: 160, height: 200 });
  });

  it('walks the whole tree where counts lie', async () => {
    const doc = await opened(
      tree('[3 0 R 4 0 R]', 7, { 3: page(2), 4: '<</Kids[5 0 R]/Count 4>>', 5: '<</Parent 4 0 R>>' }),
    );
    expect(doc.pageCount).toBe(2);
    expect(must(await doc.page(1)).ref.num).toBe(5);
  });
});

describe('places', () => {
  it.each([0, 90, 180, 270])('go to user space and back at /Rotate %i', async (rotate) => {
    const doc = await opened(tablePdf({ objects: onePage('', `/Rotate ${rotate}/CropBox[20 30 520 730]/UserUnit 2`) }));
    const page = must(await doc.page(0));
    const box = { x: 10, y: 40, width: 120, height: 50 };
    const rect = must(placeBox(page, box));
    expect(boxOfRect(page, rect)).toEqual(box);
    const turned = rotate === 90 || rotate === 270;
    expect(rect[2] - rect[0]).toBeCloseTo(turned ? 25 : 60);
    expect(placeBox(page, { ...box, x: page.width - 100 })).toMatchObject({
      error: { code: 'PDF_PLACE_OUTSIDE_PAGE' },
    });
    expect(placeBox(page, { ...box, width: Number.NaN })).toMatchObject({ ok: false });
  });
});

describe('signature fields', () => {
  it('are listed with full names, places and values', async () => {
    const sig =
      '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20261121140500Z)/ByteRange[0 10 20 30]/Contents<3003020100>/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>';
    const objects = {
      ...onePage('', '/Annots[8 0 R]'),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R 9 0 R]>>/Perms<</DocMDP 10 0 R>>>>',
      7: '<</T(ward)/FT/Sig/Kids[8 0 R]>>',
      8: '<</T(patient)/Parent 7 0 R/Subtype/Widget/Rect[100 200 10 150]/V 10 0 R>>',
      9: '<</T(text)/FT/Tx>>',
      10: sig,
    };
    const file = tablePdf({ objects });
    const [field, ...others] = must(await (await opened(file)).signatureFields());
    expect(others).toEqual([]);
    expect(field).toMatchObject({
      name: 'ward.patient',
      page: 0,
      rect: [10, 150, 100, 200],
      signed: true,
      ref: { num: 8 },
    });
    expect(field?.value).toMatchObject({
      byteRange: [0, 10, 20, 30],
      docMdp: 1,
      certifies: true,
      m: 'D:20261121140500Z',
    });
    expect(text(file.subarray(field?.value?.contentsStart, field?.value?.contentsEnd))).toBe('<3003020100>');
  });

  it('survive a field that is its own parent', async () => {
    const objects = {
      ...onePage(),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>',
      7: '<</T(a)/FT/Sig/Kids[7 0 R]>>',
    };
    expect(must(await (await opened(tablePdf({ objects }))).signatureFields())).toHaveLength(0);
  });

  it('cost reads of the tail and the touched objects only', async () => {
    let read = 0;
    const filler = streamBody('x'.repeat(3_000_000));
    const bytes = tablePdf({ objects: { ...onePage(), 6: filler, 7: filler } });
    const source = {
      size: bytes.length,
      read: async (at: number, length: number) => {
        read += length;
        return bytes.slice(at, at + length);
      },
    };
    must(await must(await openPdf(source, { inflate: nodeInflate })).page(0));
    expect(read).toBeLessThan(64 << 10);
  });
});
