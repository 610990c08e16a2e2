import { describe, expect, it } from 'vitest';
import { type Bodies, onePage, streamBody, streamPdf, tablePdf } from '../../../../test/support/pdf-by-hand';
import { bufferAccess, nodeInflate, nodeRandom } from '../../../platform/node';
import { concat, must } from '../../base';
import { openPdf, type PdfDocument } from '../document/pdf-document';
import { prefixAccess } from '../file/access';
import type { ChangeReport } from '../types';
import { addSignatureFields } from '../update/add-signature-fields';
import { prepareSignature } from '../update/prepare-signature';
import { describeChanges } from './describe-changes';

const ports = { random: nodeRandom };
const open = async (bytes: Uint8Array, size = bytes.length): Promise<PdfDocument> =>
  must(await openPdf(prefixAccess(bufferAccess(bytes), size), { inflate: nodeInflate }));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const signWith = async (file: Uint8Array, name: string, docMdp?: 2): Promise<Uint8Array> => {
  const appearance = {
    width: 100,
    height: 40,
    ops: [{ kind: 'line', from: [0, 0], to: [100, 40], width: 1, color: 0 }],
  } as const;
  const prepared = await prepareSignature(
    await open(file),
    { fieldName: name, signingTimeMs: 0, timeZoneMinutes: 0, appearance, ...(docMdp === undefined ? {} : { docMdp }) },
    ports,
  );
  return concat([file, must(prepared).tail]);
};

/** A form with three empty signature fields and a text field, signed once, certified at level 2. */
const signedOnce = async (make = tablePdf): Promise<Uint8Array> => {
  const objects = {
    ...onePage('BT /F1 12 Tf 50 700 Td (I agree) Tj ET', '/Annots[7 0 R]'),
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Metadata 9 0 R>>',
    6: '<</Fields[7 0 R]>>',
    7: '<</Type/Annot/Subtype/Widget/FT/Tx/T(bed)/Rect[0 0 90 20]/P 3 0 R/AP<</N 8 0 R>>>>',
    8: streamBody('', '/Type/XObject/Subtype/Form/BBox[0 0 90 20]'),
    9: streamBody('<x/>', '/Type/Metadata/Subtype/XML'),
  };
  let file = make({ objects, packed: [4, 7] });
  const fields = [0, 1, 2].map((i) => ({
    name: `s${i}`,
    page: 0,
    rect: [50, 100 + 60 * i, 150, 140 + 60 * i] as const,
  }));
  file = concat([file, must(await addSignatureFields(await open(file), fields, ports)).tail]);
  return signWith(file, 's0', 2);
};

/** What an editor appends: objects in a table (or into a file with streams, also a table: readers take it). */
const edited = (file: Uint8Array, objects: Bodies, root?: string): Uint8Array => {
  const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text(file))?.[1];
  return tablePdf({ objects, trailer: `/Prev ${prev}`, ...(root === undefined ? {} : { root }) }, file);
};
const newestBody = (file: Uint8Array, num: number): string => {
  const all = [...text(file).matchAll(new RegExp(`(?:^|\\n)${num} 0 obj\\n([\\s\\S]*?)\\nendobj`, 'g'))];
  return all[all.length - 1]?.[1] as string;
};
const compare = async (file: Uint8Array, size: number): Promise<ChangeReport> =>
  must(await describeChanges(await open(file, size), await open(file)));
const kindOf = async (objects: Bodies, root?: string): Promise<string> => {
  const file = await signedOnce();
  return (await compare(edited(file, objects, root), file.length)).kind;
};

describe.each([
  ['table', tablePdf],
  ['stream', streamPdf],
] as const)('later signatures in a file with a %s', (_, make) => {
  it('are filling in, each named', async () => {
    const one = await signedOnce(make);
    expect((await compare(one, one.length)).kind).toBe('none');
    const three = await signWith(await signWith(one, 's2'), 's1');
    const report = await compare(three, one.length);
    expect(report).toMatchObject({ kind: 'form-filling', filledSignatures: ['s1', 's2'], newSignatureFields: [] });
    expect(report.changes.every(({ level }) => level === 'form-filling' || level === 'none')).toBe(true);
  });
});

describe('attacks after a signature', () => {
  it('on the page', async () => {
    expect(await kindOf({ 5: streamBody('BT /F1 12 Tf 50 700 Td (I refuse) Tj ET') })).toBe('other');
    expect(await kindOf({ 4: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>' })).toBe('other');
    expect(await kindOf({ 3: '<</Type/Page/Parent 2 0 R/Contents 90 0 R>>', 90: streamBody('') })).toBe('other');
    expect(
      await kindOf({
        2: '<</Type/Pages/Kids[3 0 R 90 0 R]/Count 2/MediaBox[0 0 595 842]>>',
        90: '<</Type/Page/Parent 2 0 R>>',
      }),
    ).toBe('other');
    expect(await kindOf({ 2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 800]>>' })).toBe('other');
  });

  it('on the catalogue', async () => {
    const catalog = newestBody(await signedOnce(), 1);
    expect(await kindOf({ 1: catalog.replace(/>>$/, '/OpenAction<</S/JavaScript/JS(x)>>>>') })).toBe('other');
    expect(await kindOf({ 1: catalog.replace(/>>$/, '/Names<</EmbeddedFiles 90 0 R>>>>'), 90: '<</Names[]>>' })).toBe(
      'other',
    );
    expect(await kindOf({ 90: catalog.replace(/>>$/, '/Names<<>>>>') }, '90 0 R')).toBe('other');
    expect(await kindOf({ 1: catalog.replace(/>>$/, '/Version(1.7)>>') })).toBe('other');
    expect(await kindOf({ 1: catalog.replace(/\/Perms[^\n]*/, '') })).toBe('other');
  });

  it('on a field that a signature locks', async () => {
    const objects = (locked: string) => ({
      ...onePage('', '/Annots[7 0 R 8 0 R]'),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>',
      6: '<</Fields[7 0 R 8 0 R]>>',
      7: '<</Subtype/Widget/FT/Tx/T(bed)/Rect[0 0 90 20]>>',
      8: '<</Subtype/Widget/FT/Sig/T(s0)/Rect[0 50 90 90]/V 9 0 R>>',
      9: `<</Type/Sig/Reference[<</TransformMethod/FieldMDP/TransformParams<</Action/Include/Fields[(${locked})]>>>>]>>`,
    });
    const filled = async (locked: string) => {
      const file = tablePdf({ objects: objects(locked) });
      return (await compare(edited(file, { 7: '<</Subtype/Widget/FT/Tx/T(bed)/V(12)/Rect[0 0 90 20]>>' }), file.length))
        .kind;
    };
    expect(await filled('bed')).toBe('other');
    expect(await filled('ward')).toBe('form-filling');
  });

  it('on a signature and its field', async () => {
    const file = await signedOnce();
    const [field] = must(await (await open(file)).signatureFields());
    const num = field?.ref.num as number;
    const body = newestBody(file, num);
    const drawn = Number(/\/N (\d+) 0 R/.exec(body)?.[1]);
    expect(await kindOf({ [num]: body.replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 1 1]') })).toBe('other');
    expect(
      await kindOf({ [num]: body.replace(/\/AP.*\n/, '/AP <</N 90 0 R>>\n'), 90: streamBody('', '/Subtype/Form') }),
    ).toBe('other');
    expect(await kindOf({ [drawn]: streamBody('0 0 9 9 re f', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]') })).toBe(
      'other',
    );
    expect(await kindOf({ [field?.value?.ref?.num as number]: '<</Type/Sig/Contents<00>>>' })).toBe('other');
    expect(await kindOf({ 6: '<</Fields[7 0 R]/SigFlags 3>>' })).toBe('other');
  });

  it('by an object that an approved place names as well', async () => {
    // The author left a reference to nothing on the page, and fills it in later through a harmless door.
    let base = tablePdf({
      objects: { ...onePage('BT (I agree) Tj ET'), 3: '<</Type/Page/Parent 2 0 R/Contents[5 0 R 77 0 R]>>' },
    });
    base = concat([
      base,
      must(await addSignatureFields(await open(base), [{ name: 's0', page: 0, rect: [0, 0, 9, 9] }], ports)).tail,
    ]);
    const signed = await signWith(base, 's0');
    const catalog = newestBody(signed, 1).replace(/>>$/, '/DSS<</Certs[77 0 R]>>>>');
    const attacked = edited(signed, { 1: catalog, 77: streamBody('0 0 600 900 re f') });
    expect((await compare(attacked, signed.length)).kind).toBe('other');
  });

  it('by bytes behind the end, and by a file that does not build on the revision', async () => {
    const file = await signedOnce();
    expect((await compare(concat([file, Uint8Array.from([65])]), file.length)).kind).toBe('other');
    const other = must(await describeChanges(await open(file), await open(tablePdf({ objects: onePage() }))));
    expect(other.kind).toBe('other');
  });
});

describe('allowed later changes', () => {
  it('long-term data and metadata', async () => {
    const catalog = newestBody(await signedOnce(), 1);
    const dss = {
      1: catalog.replace(/>>$/, '/DSS 90 0 R>>'),
      90: '<</Certs[91 0 R]/VRI<</AB<</Cert[91 0 R]>>>>>>',
      91: streamBody('x'),
    };
    expect(await kindOf(dss)).toBe('lta-updates');
    expect(await kindOf({ 9: streamBody('<y/>', '/Type/Metadata/Subtype/XML') })).toBe('lta-updates');
  });

  it('text fields and annotations are told apart', async () => {
    const file = await signedOnce();
    const bed = '<</Type/Annot/Subtype/Widget/FT/Tx/T(bed)/Rect[0 0 90 20]/P 3 0 R/AP<</N 8 0 R>>/V(12)>>';
    expect(await kindOf({ 7: bed, 8: streamBody('n', '/Type/XObject/Subtype/Form/BBox[0 0 90 20]') })).toBe(
      'form-filling',
    );
    expect(await kindOf({ 7: bed.replace('[0 0 90 20]', '[0 0 600 900]') })).toBe('other');
    const annots = newestBody(file, 3).replace(/(\/Annots \[[^\]]*)\]/, '$1 90 0 R]');
    expect(await kindOf({ 3: annots, 90: '<</Type/Annot/Subtype/FreeText/Rect[0 0 99 99]/Contents(not)>>' })).toBe(
      'annotations',
    );
  });

  it('an object written again without a difference is no change', async () => {
    const file = await signedOnce();
    const report = await compare(edited(file, { 3: newestBody(file, 3) }), file.length);
    expect(report).toMatchObject({ kind: 'none', changes: [] });
  });
});

describe('what writers of validation data do beside it', () => {
  it('another number for the catalogue, a higher version', async () => {
    const catalog = newestBody(await signedOnce(), 1);
    expect(await kindOf({ 90: catalog }, '90 0 R')).toBe('lta-updates');
    expect(await kindOf({ 1: catalog.replace(/>>$/, '/Version/1.7/Extensions<<>>>>') })).toBe('lta-updates');
  });

  it('a security store that is replaced by another one later', async () => {
    const signed = await signedOnce();
    const catalog = newestBody(signed, 1);
    const withStore = edited(signed, { 90: '<</Certs[]>>', 1: catalog.replace(/>>$/, '/DSS 90 0 R>>') });
    const grown = edited(withStore, { 90: '<</Certs[]/CRLs[]>>' });
    const replaced = edited(grown, { 91: '<</Certs[]>>', 1: catalog.replace(/>>$/, '/DSS 91 0 R>>') });
    expect((await compare(replaced, withStore.length)).kind).toBe('lta-updates');
  });
});
