import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasTool, runTool } from '../../../../test/support/external-tools';
import { type ByHand, hybridPdf, onePage, streamPdf, tablePdf } from '../../../../test/support/pdf-by-hand';
import { bufferAccess, nodeDeflate, nodeInflate, nodeRandom } from '../../../platform/node';
import { concat, equal, fromLatin1, latin1, must, type Result, utf8 } from '../../base';
import { placeBox } from '../document/page-geometry';
import { openPdf, type PdfDocument } from '../document/pdf-document';
import { joinAccess } from '../file/access';
import type { Appearance, NewSignatureField, SignaturePreparation } from '../types';
import { addSignatureFields } from './add-signature-fields';
import { associatedFilesOf } from './associated-files';
import { checkSignable } from './check-signable';
import { embedContents } from './embed-contents';
import { prepareSignature } from './prepare-signature';

const PORTS = { random: nodeRandom, deflate: nodeDeflate };
const INK: Appearance = {
  width: 100,
  height: 40,
  ops: [{ kind: 'line', from: [2, 38], to: [98, 2], width: 1, color: 0 }],
};
const open = async (bytes: Uint8Array): Promise<PdfDocument> =>
  must(await openPdf(bufferAccess(bytes), { inflate: nodeInflate }));
const field = (name: string, more: Partial<NewSignatureField> = {}): NewSignatureField => ({
  name,
  page: 0,
  rect: [50, 60, 150, 100],
  ...more,
});
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const preparation = (fieldName: string, more: Partial<SignaturePreparation> = {}): SignaturePreparation => ({
  fieldName,
  signingTimeMs: Date.UTC(2026, 10, 21, 6, 5),
  timeZoneMinutes: 480,
  appearance: INK,
  ...more,
});

const addTo = async (bytes: Uint8Array, ...fields: NewSignatureField[]): Promise<Uint8Array> =>
  concat([bytes, must(await addSignatureFields(await open(bytes), fields, PORTS)).tail]);
const sign = async (bytes: Uint8Array, name: string, more: Partial<SignaturePreparation> = {}) => {
  const prepared = must(await prepareSignature(await open(bytes), preparation(name, more), PORTS));
  return { prepared, file: concat([bytes, prepared.tail]) };
};

const folder = mkdtempSync(join(tmpdir(), 'inkwitness-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const qpdf = hasTool('qpdf');
if (!qpdf) console.warn('qpdf is missing: structure is not judged from outside');
const save = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
/** qpdf has nothing to say against the file. */
const expectSound = (bytes: Uint8Array): void => {
  if (!qpdf) return;
  const { status, output } = runTool('qpdf', ['--check', save('check.pdf', bytes)]);
  expect([status, output.includes('WARNING')], output).toEqual([0, false]);
};

const KINDS: readonly [string, (file: ByHand) => Uint8Array][] = [
  ['table', tablePdf],
  ['stream', streamPdf],
  ['hybrid', hybridPdf],
];

describe.each(KINDS)('on a file with a cross-reference %s', (kind, make) => {
  const original = make({ objects: onePage(), packed: [2, 3, 4], trailer: '/ID[(first)(second)]/Keep 99 0 R' });

  it('fields and signatures are appended in revisions of the same kind', async () => {
    const prepared = await addTo(original, field('patient'), field('doctor', { rect: [200, 60, 300, 100] }));
    const one = await sign(prepared, 'patient', { docMdp: 2, reason: '同意手术', name: '张三' });
    const two = await sign(one.file, 'doctor');
    expect(equal(two.file.subarray(0, original.length), original)).toBe(true);
    const doc = await open(two.file);
    expect(doc.xrefKind).toBe(kind === 'stream' ? 'stream' : 'table');
    expect(must(await doc.revisions()).map(({ end }) => end)).toEqual([
      original.length,
      prepared.length,
      one.file.length,
      two.file.length,
    ]);
    const [patient, doctor] = must(await doc.signatureFields());
    expect(patient).toMatchObject({
      name: 'patient',
      signed: true,
      page: 0,
      value: { docMdp: 2, certifies: true, reason: '同意手术', name: '张三', m: "D:20261121140500+08'00'" },
    });
    expect(doctor).toMatchObject({ name: 'doctor', signed: true, value: { docMdp: undefined, certifies: false } });
    expectSound(two.file);
  });

  it('the byte range leaves out exactly the hexadecimal string', async () => {
    const { prepared, file } = await sign(await addTo(original, field('patient')), 'patient');
    const [zero, start, end, rest] = prepared.byteRange;
    expect([zero, end + rest, file.length]).toEqual([0, file.length, prepared.size]);
    const gap = fromLatin1(file.subarray(start, end));
    expect(gap).toMatch(/^<0{32768}>$/);
    const value = must(await (await open(file)).signatureFields())[0]?.value;
    expect(value).toMatchObject({ byteRange: prepared.byteRange, contentsStart: start, contentsEnd: end });
    const tail = must(embedContents(prepared, Uint8Array.from([0x30, 0x01, 0xff])));
    expect(fromLatin1(tail.subarray(start - prepared.base, start - prepared.base + 8))).toBe('<3001ff0');
    expect(tail.length).toBe(prepared.tail.length);
    expect(codeOf(embedContents(prepared, new Uint8Array(16_385)))).toBe('PDF_CONTENTS_TOO_SMALL');
    expect(codeOf(embedContents(prepared, new Uint8Array(16_384)))).toBe('ok');
  });

  it('numbers begin past what the trailer names, /ID[1] is new, /XRefStm is dropped', async () => {
    const tail = fromLatin1((await addTo(original, field('patient'))).subarray(original.length));
    expect(
      Math.min(...[...tail.matchAll(/^(\d+) 0 obj/gm)].map((match) => Number(match[1])).filter((num) => num > 20)),
    ).toBe(100);
    expect(tail).toMatch(/\/ID \[\(first\) <[0-9a-f]{32}>\]/);
    expect(tail).toContain('/Keep 99 0 R');
    expect(tail).not.toContain('XRefStm');
  });
});

describe('lists that hold widgets and fields', () => {
  it('indirect arrays stay indirect', async () => {
    const objects = {
      ...onePage('', '/Annots 8 0 R'),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>',
      6: '<</Fields 7 0 R/NeedAppearances true/DR<</X 1.23456789>>>>',
      7: '[9 0 R]',
      8: '[9 0 R]',
      9: '<</Type/Annot/Subtype/Widget/FT/Tx/T(old)/Rect[0 0 1 1]/P 3 0 R>>',
    };
    const original = tablePdf({ objects });
    const file = await addTo(original, field('patient'));
    const tail = fromLatin1(file.subarray(original.length));
    expect(tail).toMatch(/^7 0 obj\n\[9 0 R \d+ 0 R\]/m);
    expect(tail).toMatch(/^8 0 obj\n\[9 0 R \d+ 0 R\]/m);
    expect(tail).toContain('/DR <</X 1.23456789>>');
    expect(tail).not.toMatch(/NeedAppearances|^3 0 obj|^1 0 obj/m);
    expectSound(file);
  });

  it('an array of two pages, or of a page and the form, is copied for the one that changes', async () => {
    const objects = {
      ...onePage('', '/Annots 8 0 R'),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 8 0 R>>>>',
      2: '<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2/MediaBox[0 0 595 842]>>',
      6: '<</Type/Page/Parent 2 0 R/Annots 8 0 R>>',
      8: '[9 0 R]',
      9: '<</Type/Annot/Subtype/Widget/FT/Tx/T(old)/Rect[0 0 1 1]/P 3 0 R>>',
    };
    const file = await addTo(tablePdf({ objects }), field('patient'));
    const doc = await open(file);
    expect(
      (await doc.parts.store.array((await doc.parts.pages.at(1))?.dict.entries.get('Annots')))?.items,
    ).toHaveLength(1);
    expect(
      (await doc.parts.store.array((await doc.parts.pages.at(0))?.dict.entries.get('Annots')))?.items,
    ).toHaveLength(2);
    const alone = { ...objects, 2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>' };
    const shared = await open(await addTo(tablePdf({ objects: alone }), field('patient'), field('other')));
    expect((await shared.fieldTree()).fields.map(({ name }) => name)).toEqual(['old', 'patient', 'other']);
  });
});

describe('refusals leave nothing behind', () => {
  const form = (acroForm: string, more: Record<number, string> = {}) =>
    tablePdf({ objects: { ...onePage(), 1: `<</Type/Catalog/Pages 2 0 R/AcroForm<<${acroForm}>>>>`, ...more } });
  const attempt = async (bytes: Uint8Array, fields = [field('patient')]) =>
    codeOf(await addSignatureFields(await open(bytes), fields, PORTS));
  const signed = (level: number) =>
    form('/Fields[9 0 R]', {
      9: '<</FT/Sig/T(old)/Subtype/Widget/Rect[0 0 9 9]/V 10 0 R>>',
      10: `<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>/Reference[<</TransformMethod/DocMDP/TransformParams<</P ${level}>>>>]>>`,
    });

  it('XFA, certification, bytes after %%EOF', async () => {
    expect(await attempt(form('/Fields[]/XFA[(a)(b)]'))).toBe('PDF_XFA');
    expect(await attempt(signed(1))).toBe('PDF_CERTIFIED_NO_CHANGES');
    expect(await attempt(signed(2))).toBe('PDF_CERTIFIED_NO_CHANGES');
    expect(await attempt(signed(3))).toBe('PDF_CERTIFIED_NO_CHANGES');
    expect(codeOf(await checkSignable(await open(signed(3))))).toBe('ok');
    expect(await attempt(concat([tablePdf({ objects: onePage() }), utf8('more')]))).toBe('PDF_BYTES_AFTER_EOF');
  });

  it('pages whose parts cannot be read', async () => {
    const whole = tablePdf({ objects: onePage() });
    const moved = latin1(
      Buffer.from(whole)
        .toString('latin1')
        .replace(/\n4 1\n\d{10}/, '\n4 1\n0000000040'),
    );
    expect(codeOf(await checkSignable(await open(whole)))).toBe('ok');
    expect(codeOf(await checkSignable(await open(moved)))).toBe('PDF_DAMAGED');
    const twice = { ...onePage(), 2: '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2/MediaBox[0 0 595 842]>>' };
    expect(codeOf(await checkSignable(await open(tablePdf({ objects: twice }))))).toBe('PDF_DAMAGED');
  });

  it('fields that a signature of the form locks', async () => {
    const locked = (parameters: string) =>
      form('/Fields[9 0 R 11 0 R]', {
        3: '<</Type/Page/Parent 2 0 R/Contents 5 0 R/Annots[9 0 R 11 0 R]>>',
        9: '<</FT/Sig/T(old)/Subtype/Widget/Rect[0 0 9 9]/V 10 0 R>>',
        10: `<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>/Reference[<</TransformMethod/FieldMDP/TransformParams<<${parameters}>>>>]>>`,
        11: '<</FT/Sig/T(doctor)/Subtype/Widget/Rect[10 10 90 50]>>',
      });
    const outcome = async (parameters: string) => {
      const file = locked(parameters);
      const signing = await prepareSignature(await open(file), preparation('doctor'), PORTS);
      return [codeOf(signing), await attempt(file)];
    };
    const no = 'PDF_CERTIFIED_NO_CHANGES';
    expect(await outcome('/Action/All')).toEqual([no, no]);
    expect(await outcome('/Action/Include/Fields[(doctor)]')).toEqual([no, 'ok']);
    expect(await outcome('/Action/Include/Fields[(doc)]')).toEqual(['ok', 'ok']);
    expect(await outcome('/Action/Exclude/Fields[(doctor)]')).toEqual(['ok', no]);
    expect(await outcome('/Action/Exclude/Fields[(patient)(doctor)]')).toEqual(['ok', 'ok']);
    expect(await outcome('/Action/Include/Fields[1]')).toEqual([no, no]);
  });

  it('names that are taken or cannot be', async () => {
    const file = form('/Fields[9 0 R]', { 9: '<</T(ward)/Kids[10 0 R]>>', 10: '<</T(patient)/FT/Tx/Parent 9 0 R>>' });
    expect(await attempt(file, [field('ward')])).toBe('PDF_FIELD_NAME_TAKEN');
    expect(await attempt(file, [field('a'), field('a')])).toBe('PDF_FIELD_NAME_TAKEN');
    expect(await attempt(file, [field('ward.patient')])).toBe('PDF_FIELD_NAME_INVALID');
    expect(await attempt(file, [field('')])).toBe('PDF_FIELD_NAME_INVALID');
    expect(await attempt(file, [field('x', { page: 3 })])).toBe('PDF_PAGE_NOT_FOUND');
    expect(await attempt(file, [field('x', { rect: [500, 0, 700, 40] })])).toBe('PDF_PLACE_OUTSIDE_PAGE');
    expect(await attempt(file, [])).toBe('ok');
  });

  it('fields that cannot be signed', async () => {
    const file = await addTo(tablePdf({ objects: onePage() }), field('a'), field('b', { rect: [200, 60, 300, 100] }));
    const done = (await sign(file, 'a')).file;
    const attemptSign = async (name: string, more = {}) =>
      codeOf(await prepareSignature(await open(done), preparation(name, more), PORTS));
    expect(await attemptSign('a')).toBe('PDF_FIELD_ALREADY_SIGNED');
    expect(await attemptSign('nobody')).toBe('PDF_FIELD_NOT_FOUND');
    expect(await attemptSign('b', { docMdp: 2 })).toBe('PDF_ALREADY_CERTIFIED');
    expect(await attemptSign('b', { contentsBytes: 0 })).toBe('PDF_CONTENTS_TOO_SMALL');
  });
});

describe('existing empty signature fields', () => {
  it('are signed by name, widget apart from the field too', async () => {
    const objects = {
      ...onePage('', '/Annots[8 0 R]'),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>',
      7: '<</T(PatientSignature)/FT/Sig/Kids[8 0 R]/Lock<</Action/All>>>>',
      8: '<</Parent 7 0 R/Type/Annot/Subtype/Widget/F 4/P 3 0 R/Rect[100 200 300 260]>>',
    };
    const { file } = await sign(tablePdf({ objects }), 'PatientSignature');
    expect(must(await (await open(file)).signatureFields())[0]).toMatchObject({ signed: true, page: 0 });
    expectSound(file);
  });
});

describe('associated files', () => {
  it('hang at the appearance and come back byte for byte', async () => {
    const bytes = nodeRandom.bytes(5000);
    const files = [
      { name: 'manifest.json', mime: 'application/json', relationship: 'Data' as const, bytes: utf8('{"a":"墨证"}') },
      { name: 'evidence.p7m', mime: 'application/pkcs7-mime', relationship: 'Supplement' as const, bytes },
    ];
    const { file } = await sign(await addTo(streamPdf({ objects: onePage() }), field('patient')), 'patient', {
      associatedFiles: files,
    });
    expect(must(await associatedFilesOf(await open(file), 'patient'))).toEqual(files);
    expect(codeOf(await associatedFilesOf(await open(file), 'nobody'))).toBe('PDF_FIELD_NOT_FOUND');
    expectSound(file);
  });
});

const FIXTURES = 'fixtures/documents';
const documents = readdirSync(FIXTURES).filter((name) => name.endsWith('.pdf'));
const VARIANTS: readonly (readonly string[])[] = [
  [],
  ['--object-streams=generate'],
  ['--linearize'],
  ['--qdf', '--object-streams=disable'],
  ['--linearize', '--object-streams=generate'],
];

describe('consent forms as hospitals send them', () => {
  it.each(
    documents.flatMap(
      (name, i) =>
        [
          [name, VARIANTS[0]],
          [name, VARIANTS[1 + (i % 4)]],
        ] as const,
    ),
  )('%s %j take two signatures', async (name, options) => {
    let path = join(FIXTURES, name);
    if (options !== undefined && options.length > 0) {
      if (!qpdf) return;
      runTool('qpdf', [...options, path, join(folder, 'variant.pdf')]);
      path = join(folder, 'variant.pdf');
    }
    const original = new Uint8Array(readFileSync(path));
    const page = must(await (await open(original)).page(0));
    const rect = must(placeBox(page, { x: 60, y: 60, width: 100, height: 40 }));
    const file = (
      await sign(
        (
          await sign(await addTo(original, field('s1', { rect }), field('s2', { rect })), 's1', { docMdp: 2 })
        ).file,
        's2',
      )
    ).file;
    expect(equal(file.subarray(0, original.length), original)).toBe(true);
    expect((await open(file)).xrefKind).toBe((await open(original)).xrefKind);
    const again = must(
      await openPdf(joinAccess(bufferAccess(original), file.slice(original.length)), { inflate: nodeInflate }),
    );
    expect(must(await again.signatureFields()).filter(({ signed }) => signed)).toHaveLength(2);
    expectSound(file);
  });
});
