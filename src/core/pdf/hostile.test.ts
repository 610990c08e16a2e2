import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Bodies, onePage, streamBody, streamPdf, tablePdf } from '../../../test/support/pdf-by-hand';
import { bufferAccess, nodeInflate, nodeRandom } from '../../platform/node';
import { concat, latin1, type RandomAccess, type Result } from '../base';
import { describeChanges } from './changes/describe-changes';
import { openPdf, type PdfDocument } from './document/pdf-document';
import { isStream } from './file/reader';
import { findText } from './text/find-text';
import { addSignatureFields } from './update/add-signature-fields';

/** Counts what is read of a file: tests never time, a bound on work is a bound on bytes. */
const counting = (bytes: Uint8Array) => {
  const inner = bufferAccess(bytes);
  const counted = { read: 0 };
  const source: RandomAccess = {
    size: inner.size,
    read: async (offset, length) => {
      const part = await inner.read(offset, length);
      counted.read += part.length;
      return part;
    },
  };
  return { source, counted };
};

const open = (bytes: Uint8Array): Promise<Result<PdfDocument>> =>
  openPdf(bufferAccess(bytes), { inflate: nodeInflate });
const opened = async (objects: Bodies): Promise<PdfDocument> => {
  const result = await open(tablePdf({ objects }));
  return result.ok ? result.value : expect.fail(result.error.code);
};
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const codeOfFile = async (objects: Bodies): Promise<string> => codeOf(await open(tablePdf({ objects })));
const flate = (data: Uint8Array | string, entries = ''): string =>
  streamBody(deflateSync(data).toString('latin1'), `/Filter/FlateDecode${entries}`);
const textCode = async (content: string, fonts: Bodies = {}): Promise<string> =>
  codeOf(await findText(await opened({ ...onePage(), 5: content, ...fonts }), 0, 'x'));

describe('nesting, names and lists', () => {
  it('100 MB of opening brackets end at the first of them', async () => {
    const file = latin1(`%PDF-1.7\n1 0 obj\n${'['.repeat(100 << 20)}\n`);
    const tail = latin1(
      '\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R/Size 2>>\nstartxref\n',
    );
    const whole = concat([file, tail, latin1(`${file.length + 1}\n%%EOF\n`)]);
    const { source, counted } = counting(whole);
    expect(codeOf(await openPdf(source, { inflate: nodeInflate }))).toBe('PDF_TOO_DEEP');
    expect(counted.read).toBeLessThan(100_000);
  });

  it('an object of a million values', async () => {
    expect(await codeOfFile({ ...onePage(), 1: `<</Type/Catalog/Pages 2 0 R/X[${'1 '.repeat(1_000_000)}]>>` })).toBe(
      'PDF_TOO_LARGE',
    );
  });

  it('a page object of 2.4 MB is read a bounded number of times, whatever is asked', async () => {
    const objects = {
      ...onePage('', `/PieceInfo[${'8 0 R '.repeat(200_000)}]/Annots[${'8 0 R '.repeat(190_000)}]`),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>',
      7: '<</T(a)/FT/Sig/Subtype/Widget/P 3 0 R>>',
      8: '<</A 1>>',
    };
    const file = tablePdf({ objects });
    const { source, counted } = counting(file);
    const result = await openPdf(source, { inflate: nodeInflate });
    if (!result.ok) expect.fail(result.error.code);
    expect(codeOf(await result.value.signatureFields())).toBe('ok');
    expect(codeOf(await result.value.page(0))).toBe('ok');
    expect(
      codeOf(
        await addSignatureFields(result.value, [{ name: 'z', page: 0, rect: [0, 0, 9, 9] }], { random: nodeRandom }),
      ),
    ).toBe('ok');
    expect(counted.read).toBeLessThan(4 * file.length);
  });

  it('a field name of 30 MB, and names that add up to more', async () => {
    const form = { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>' };
    const long = await opened({ ...onePage(), ...form, 7: `<</T(${'a'.repeat(3 << 20)})/FT/Sig>>` });
    expect(codeOf(await long.signatureFields())).toBe('PDF_TOO_LARGE');
    const bodies: Record<number, string> = { 9: `(${'a'.repeat(60_000)})` };
    for (let i = 10; i < 200; i++) bodies[i] = '<</T 9 0 R/FT/Sig>>';
    const kids = Array.from({ length: 190 }, (_, i) => `${i + 10} 0 R`).join(' ');
    const many = await opened({ ...onePage(), ...form, ...bodies, 7: `<</T 9 0 R/Kids[${kids}]>>` });
    expect(codeOf(await many.signatureFields())).toBe('PDF_TOO_LARGE');
  });
});

describe('loops', () => {
  it('references, page trees and field trees that lead back to themselves', async () => {
    expect(await codeOfFile({ ...onePage(), 1: '1 0 R' })).toMatch(/^PDF_/);
    expect(await codeOfFile({ ...onePage(), 2: '<</Type/Pages/Kids[2 0 R]/Count 1>>' })).toBe('PDF_DAMAGED');
    const form = { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>' };
    const fields = await opened({ ...onePage(), ...form, 7: '<</T(a)/Kids[8 0 R]>>', 8: '<</T(b)/Kids[7 0 R]>>' });
    expect(codeOf(await fields.signatureFields())).toBe('ok');
  });

  it('a content stream that is a reference to itself', async () => {
    expect(await textCode('5 0 R')).toBe('PDF_TOO_DEEP');
    const doc = await opened({ ...onePage(), 5: '6 0 R', 6: '5 0 R' });
    expect(codeOf(await findText(doc, 0, 'x'))).toBe('PDF_TOO_DEEP');
  });

  it('cross-reference sections that lead back, and 10,000 of them', async () => {
    const base = tablePdf({ objects: onePage() });
    const text = Buffer.from(base).toString('latin1');
    const own = Number(/startxref\s+(\d+)/.exec(text)?.[1]);
    const loop = text.replace('/Root 1 0 R', `/Root 1 0 R/Prev ${own}`);
    expect(codeOf(await open(latin1(loop)))).toBe('PDF_DAMAGED');
    const parts = [base];
    let size = base.length;
    let previous = own;
    for (let i = 0; i < 10_000; i++) {
      const section = latin1(
        `xref\n0 0\ntrailer\n<</Root 1 0 R/Size 6/Prev ${previous}>>\nstartxref\n${size}\n%%EOF\n`,
      );
      previous = size;
      size += section.length;
      parts.push(section);
    }
    const { source, counted } = counting(concat(parts));
    expect(codeOf(await openPdf(source, { inflate: nodeInflate }))).toBe('PDF_TOO_DEEP');
    expect(counted.read).toBeLessThan(4097 * 8192 + 10_000);
  });

  it('forms that draw themselves', async () => {
    const form = streamBody('/Me Do', '/Subtype/Form/Resources<</XObject<</Me 6 0 R>>>>');
    const page = '<</Type/Page/Parent 2 0 R/Resources<</XObject<</Me 6 0 R>>>>/Contents 5 0 R>>';
    const doc = await opened({ ...onePage('/Me Do'), 3: page, 6: form });
    expect(codeOf(await findText(doc, 0, 'x'))).toBe('PDF_TOO_DEEP');
  });
});

describe('streams that grow', () => {
  const MIB = 1 << 20;

  it('deflate, ASCII85, run lengths and LZW end at their bound', async () => {
    expect(await textCode(flate(Buffer.alloc(64 * MIB)))).toMatch(/PDF_(?:DAMAGED|TOO_LARGE)/);
    expect(await textCode(streamBody('z'.repeat(9 * MIB), '/Filter/ASCII85Decode'))).toBe('PDF_TOO_LARGE');
    expect(await textCode(streamBody('\x81 '.repeat(300_000), '/Filter/RunLengthDecode'))).toBe('PDF_TOO_LARGE');
    const deflated = deflateSync(deflateSync(Buffer.alloc(200 * MIB))).toString('latin1');
    expect(await textCode(streamBody(deflated, '/Filter[/FlateDecode/FlateDecode]'))).toMatch(
      /PDF_(?:DAMAGED|TOO_LARGE)/,
    );
  });

  it('a chain of a thousand filters', async () => {
    expect(await textCode(streamBody('x', `/Filter[${'/ASCIIHexDecode '.repeat(1000)}]`))).toBe('PDF_TOO_DEEP');
  });

  it('a wrong /Length is a code', async () => {
    expect(await textCode('<</Length 99999999>>\nstream\nx\nendstream')).toMatch(/PDF_(?:TRUNCATED|TOO_LARGE)/);
    expect(await textCode('<</Length -1>>\nstream\nx\nendstream')).toBe('PDF_DAMAGED');
    expect(await textCode('<</Length 5 0 R>>\nstream\nx\nendstream')).toMatch(/^PDF_/);
  });

  it('object streams that are unpacked again and again use up the work of a document', async () => {
    const filler = Buffer.alloc(20 * MIB, 32).toString('latin1');
    const container = (num: number): string =>
      flate(`${num} 0 <</A 1>>${filler}`, `/Type/ObjStm/N 1/First ${`${num} 0 `.length}`);
    const file = streamPdf({ objects: onePage() });
    const base = Buffer.from(file).toString('latin1');
    const at = base.lastIndexOf('startxref');
    const xref = Number(/startxref\s+(\d+)/.exec(base.slice(at))?.[1]);
    let body = base;
    const offsets = [20, 21].map((num, i) => {
      const offset = body.length;
      body += `${num} 0 obj\n${container(30 + i)}\nendobj\n`;
      return offset;
    });
    const row = (type: number, a: number): string =>
      String.fromCharCode(type, (a >> 24) & 255, (a >> 16) & 255, (a >> 8) & 255, a & 255, 0);
    const rows = row(1, offsets[0] as number) + row(1, offsets[1] as number) + row(2, 20) + row(2, 21);
    const section = body.length;
    const dict = `/Type/XRef/W[1 4 1]/Index[20 2 30 2]/Size 40/Root 1 0 R/Prev ${xref}`;
    body += `39 0 obj\n${streamBody(rows, dict)}\nendobj\nstartxref\n${section}\n%%EOF\n`;
    const result = await open(latin1(body));
    if (!result.ok) expect.fail(result.error.code);
    const { store } = result.value.parts;
    const wear = async (): Promise<void> => {
      for (let i = 0; i < 200; i++) {
        const container = await store.load(20 + (i % 2));
        if (container !== undefined && isStream(container)) await store.streamData(container);
      }
    };
    await expect(wear()).rejects.toMatchObject({ code: 'PDF_TOO_LARGE' });
    expect(store.workDone).toBeLessThan(1100 * MIB);
  });
});

describe('text', () => {
  const font = (unicode: string): Bodies => ({
    4: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
    6: flate(unicode),
  });
  const show = streamBody('BT /F1 9 Tf 9 9 Td (x) Tj ET');

  it('a CMap with huge ranges or huge texts maps a bounded number of codes', async () => {
    const huge =
      '1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange';
    expect(await textCode(show, font(huge))).toBe('ok');
    expect(await textCode(show, font(`1 beginbfrange <0000> <FFFF> <${'0041'.repeat(100_000)}> endbfrange`))).toBe(
      'ok',
    );
  });

  it('operands without an operator, strings without an end, images without an end', async () => {
    expect(await textCode(flate(`[${'1 '.repeat(3_000_000)}] TJ`))).toBe('PDF_TOO_LARGE');
    expect(await textCode(flate('1 '.repeat(3_000_000)))).toBe('PDF_TOO_LARGE');
    expect(await textCode(streamBody(`(${'('.repeat(100_000)}`))).toBe('PDF_DAMAGED');
    expect(await textCode(flate(`${'BI ID x '.repeat(200_000)}`))).toBe('ok');
  });
});

describe('many objects', () => {
  it('an update of more objects than anybody makes is not compared', async () => {
    const before = tablePdf({ objects: onePage() });
    const text = Buffer.from(before).toString('latin1');
    const previous = /startxref\s+(\d+)/.exec(text)?.[1];
    const rows = '0000000009 00000 n \n'.repeat(120_000);
    const tail = `xref\n10 120000\n${rows}trailer\n<</Root 1 0 R/Size 120010/Prev ${previous}>>\nstartxref\n${before.length}\n%%EOF\n`;
    const [a, b] = [await open(before), await open(concat([before, latin1(tail)]))];
    if (!a.ok || !b.ok) expect.fail('not opened');
    expect(codeOf(await describeChanges(a.value, b.value))).toBe('PDF_TOO_LARGE');
  });

  it('a million and one rows', async () => {
    const rows = '0000000009 00000 n \n'.repeat(1_000_001);
    const file = `%PDF-1.7\nxref\n0 1000001\n${rows}trailer\n<</Root 1 0 R/Size 9>>\nstartxref\n9\n%%EOF\n`;
    expect(codeOf(await open(latin1(file)))).toBe('PDF_TOO_LARGE');
  });
});
