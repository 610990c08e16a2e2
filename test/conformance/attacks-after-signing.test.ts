import { describe, expect, it } from 'vitest';
import { concat, fromLatin1, latin1 } from '../../src/core/base';
import {
  ANNOTATED,
  asObjects,
  attackBench,
  CHANGED,
  fieldOf,
  formOf,
  gist,
  honest,
  MODIFIED,
  PASSED,
  pageOf,
  withAnnotation,
  withKey,
} from '../support/attacked-form';
import { freeNumber, increment, objectWith } from '../support/increment';
import { streamBody } from '../support/pdf-by-hand';
import { sealAct } from '../support/seal-act';
import { CATALOG, DOSE, drawing, FORM, OVERLAY, signedForm } from '../support/shadow-form';

/**
 * Attacks on a finished signature, by the names under which they were published (docs/standards/pdf-attacks.md):
 * incremental saving, shadow attacks, evil annotation and sneaky signature.
 */
const { hospital, signed, report, first, edited } = await attackBench();

/** A cross-reference section alone, as an attack that prepared everything needs it. */
const xrefOnly = (file: Uint8Array, rows: string, root = '1 0 R'): Uint8Array => {
  const text = fromLatin1(file);
  const previous = [...text.matchAll(/startxref\s+(\d+)/g)].pop()?.[1];
  const section = `\nxref\n${rows}trailer\n<</Size ${freeNumber(file)}/Root ${root}/Prev ${previous}/ID[<00><01>]>>\n`;
  return concat([file, latin1(`${section}startxref\n${file.length + 1}\n%%EOF\n`)]);
};
const offsetOf = (file: Uint8Array, num: number): string =>
  String(fromLatin1(file).indexOf(`\n${num} 0 obj`) + 1).padStart(10, '0');

describe('controls', () => {
  it.each([false, 1, 2, 3] as const)('the form signed with %s alone passes', async (level) => {
    expect(await first(signed(level))).toBe(PASSED);
  });

  it('a second signature passes under P 2, P 3 and approval, not under P 1', async () => {
    for (const level of [false, 2, 3] as const) {
      const twice = await sealAct(signed(level), hospital, { field: 's2' });
      expect((await report(twice)).signatures.map(gist)).toEqual([PASSED, PASSED]);
    }
  });

  it('certified P 1: a later signature is one change too many', async () => {
    const base = signed(1);
    const value = freeNumber(base);
    const field = fieldOf(base, 's2');
    const bodies = { [field.num]: withKey(field.body, `/V ${value} 0 R`), [value]: '<</Type/Sig/Contents<00>>>' };
    expect(await first(increment(base, asObjects(bodies)))).toBe(MODIFIED);
  });
});

describe('incremental saving attack (ISA)', () => {
  it('ISA 1: page content in a complete update', async () => {
    expect(await edited(2, { [FORM.content]: streamBody('BT /F1 12 Tf 50 700 Td (I refuse) Tj ET') })).toBe(MODIFIED);
  });

  it('ISA 2: new objects without a cross-reference section', async () => {
    const evil = concat([
      signed(2),
      latin1(`\n5 0 obj\n${streamBody('evil')}\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n`),
    ]);
    expect(await first(evil)).toBe('TOTAL-FAILED VALIDATION_BYTES_AFTER_EOF');
  });

  it('ISA 3: new objects alone, without trailer or end of file', async () => {
    expect(await first(concat([signed(2), latin1(`\n5 0 obj\n${streamBody('evil')}\nendobj\n`)]))).toBe(
      'TOTAL-FAILED VALIDATION_BYTES_AFTER_EOF',
    );
  });

  it('ISA 4: an update that brings a copy of the signature along', async () => {
    const field = fieldOf(signed(2), 's1');
    const value = objectWith(signed(2), /\/Type\/Sig\/Filter/);
    const num = freeNumber(signed(2));
    const bodies = {
      [FORM.content]: streamBody('evil'),
      [num]: value.body,
      [field.num]: field.body.replace(/\/V \d+ 0 R/, `/V ${num} 0 R`),
    };
    expect(await edited(2, bodies)).toBe('TOTAL-FAILED VALIDATION_BYTE_RANGE');
  });

  it('an update that does not build on the signed revision', async () => {
    const evil = increment(signed(2), [
      { num: FORM.remark, body: '<</Type/Annot/Subtype/Widget/FT/Tx/T(remark)/Rect[50 560 140 580]/P 3 0 R/F 4>>' },
    ]);
    const text = fromLatin1(evil);
    const previous = [...text.matchAll(/startxref\s+(\d+)/g)];
    const older = previous[0]?.[1] as string;
    const at = text.lastIndexOf('/Prev ');
    const rest = text.slice(at).replace(/\/Prev \d+/, `/Prev ${older}`);
    expect(['TOTAL-FAILED', 'INDETERMINATE']).toContain((await report(latin1(text.slice(0, at) + rest))).verdict);
  });
});

describe('shadow attacks: hide', () => {
  it('hide via page: the overlay of the page is exchanged', async () => {
    expect(
      await edited(2, { [FORM.overlay]: OVERLAY.replace('/Width 1', '/Width  1').replace('\u0000', '\u00ff') }),
    ).toBe(MODIFIED);
  });

  it('hide via cross-reference: the overlay is freed by a section alone', async () => {
    expect(await first(xrefOnly(signed(2), `${FORM.overlay} 1\n0000000000 00001 f \n`))).toBe(MODIFIED);
  });

  it('hide via layers: the catalogue switches optional content', async () => {
    const layered = await signedForm(hospital, 2, {
      changes: {
        [FORM.catalog]: CATALOG.replace(/>>$/, '/OCProperties<</OCGs[50 0 R]/D<</OFF[50 0 R]>>>>>>'),
        50: '<</Type/OCG/Name(a)>>',
      },
    });
    const catalog = objectWith(layered, /\/Type\s*\/Catalog[\s\S]*\/OCProperties/);
    const evil = increment(layered, [{ num: catalog.num, body: catalog.body.replace('/OFF[50 0 R]', '/ON[50 0 R]') }]);
    expect(await first(evil)).toBe(MODIFIED);
  });

  it('hide via field: a field that was hidden at signing is shown', async () => {
    const body = '<</Type/Annot/Subtype/Widget/FT/Tx/T(hidden)/Rect[0 650 595 750]/P 3 0 R/F 4/V(x)/AP<</N 60 0 R>>>>';
    expect(await edited(2, { [FORM.hidden]: body, 60: drawing('BT /Helv 10 Tf (x) Tj ET') })).toBe(MODIFIED);
  });
});

describe('shadow attacks: replace', () => {
  it('replace via form: an answer that was there becomes another', async () => {
    for (const level of [2, 3, false] as const)
      expect(
        await edited(level, {
          [FORM.dose]: `<<${DOSE}/V(50 mg)>>`.replace('9 0 R', '60 0 R'),
          60: drawing('BT /Helv 10 Tf 2 5 Td (50 mg) Tj ET'),
        }),
      ).toBe(CHANGED);
  });

  it('replace via overlay: the drawing of an answer changes, its value stays', async () => {
    expect(await edited(2, { [FORM.doseDrawn]: drawing('BT /Helv 10 Tf 2 5 Td (50 mg) Tj ET') })).toBe(CHANGED);
  });

  it('replace via drawing anew: NeedAppearances is set', async () => {
    const form = formOf(signed(2));
    expect(await edited(2, { [form.num]: withKey(form.body, '/NeedAppearances true') })).toBe(CHANGED);
  });

  it('replace via font: the font of the form resources is another', async () => {
    expect(await edited(2, { [FORM.font]: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>' })).toBe(MODIFIED);
    const form = formOf(signed(2));
    expect(await edited(2, { [form.num]: form.body.replace('/Helv 4 0 R', '/Helv 44 0 R') })).toBe(MODIFIED);
  });

  it('an empty field filled in later is told, a tick taken back is no pass', async () => {
    const body = '<</Type/Annot/Subtype/Widget/FT/Tx/T(remark)/Rect[50 560 140 580]/P 3 0 R/F 4/V(none)>>';
    const filled = await report(increment(signed(2), [{ num: FORM.remark, body }]));
    expect(filled.signatures[0]).toMatchObject({ verdict: PASSED, reasons: [{ code: 'VALIDATION_FIELD_FILLED' }] });
    const ticked = await signedForm(hospital, 2, {
      changes: { [FORM.tick]: '<</Subtype/Widget/FT/Btn/T(tick)/Rect[50 500 60 510]/P 3 0 R/F 4/V/Yes/AS/Yes>>' },
    });
    const off = '<</Subtype/Widget/FT/Btn/T(tick)/Rect[50 500 60 510]/P 3 0 R/F 4/V/Off/AS/Off>>';
    expect(await first(increment(ticked, [{ num: FORM.tick, body: off }]))).toBe(CHANGED);
  });
});

describe('shadow attacks: hide and replace', () => {
  it('change of references: a section alone points the page at prepared objects', async () => {
    const file = signed(2);
    expect(await first(xrefOnly(file, `${FORM.content} 1\n${offsetOf(file, FORM.shadowContent)} 00000 n \n`))).not.toBe(
      PASSED,
    );
    const pages = '<</Type/Pages/Kids[40 0 R]/Count 1/MediaBox[0 0 595 842]>>';
    expect(await edited(2, { [FORM.pages]: pages })).toBe(MODIFIED);
  });

  it('change of root: a section alone makes a prepared catalogue the root', async () => {
    const evil = await report(xrefOnly(signed(2), '0 1\n0000000000 65535 f \n', `${FORM.shadowCatalog} 0 R`));
    expect(evil.verdict).not.toBe(PASSED);
    const form = fromLatin1(signed(2)).match(/\/AcroForm \d+ 0 R/)?.[0] ?? '/AcroForm 6 0 R';
    expect(await edited(2, { [FORM.catalog]: `<</Type/Catalog/Pages 43 0 R${form}>>` })).toBe(MODIFIED);
  });

  it('change of use: a name of the page stands for a prepared object', async () => {
    const page = pageOf(signed(2));
    expect(await edited(2, { [page.num]: page.body.replace('/F1 4 0 R', '/F1 44 0 R') })).toBe(MODIFIED);
  });

  it('what stands ready is told before anything happened', async () => {
    const codes = async (file: Uint8Array) => (await report(file)).reasons;
    expect(await codes(signed(2))).toMatchObject([
      { code: 'VALIDATION_PREPARED', detail: 'hidden-fields, unreferenced-pages' },
    ]);
    const scripted = {
      [FORM.catalog]: CATALOG.replace(
        />>$/,
        '/OpenAction<</S/JavaScript/JS(x)>>/OCProperties<</D<</BaseState/OFF>>>>>>',
      ),
    };
    expect(await codes(await signedForm(hospital, 2, { changes: scripted }))).toMatchObject([
      { detail: 'layers, scripts, hidden-fields, unreferenced-pages' },
    ]);
  });
});

describe('evil annotation attack (EAA)', () => {
  const free =
    '<</Type/Annot/Subtype/FreeText/Rect[50 650 500 720]/Contents(I refuse)/DA(/Helv 12 Tf)/F 4/AP<</N 9 0 R>>>>';

  it.each([
    [1, MODIFIED],
    [2, MODIFIED],
    [3, ANNOTATED],
    [false, ANNOTATED],
  ] as const)('EAA: a drawn annotation under %s', async (level, expected) => {
    for (const body of [free, free.replace('FreeText', 'Stamp'), free.replace('FreeText', 'Redact')])
      expect(await edited(level, withAnnotation(signed(level), body))).toBe(expected);
  });

  it('EAA: a note as large as a page is a drawing, a small one is a note', async () => {
    const note = (rect: string) => `<</Type/Annot/Subtype/Text/Rect${rect}/Contents(Hm)/F 4/AP<</N 9 0 R>>>>`;
    expect(await edited(3, withAnnotation(signed(3), note('[0 0 595 842]')))).toBe(ANNOTATED);
    expect(await edited(3, withAnnotation(signed(3), note('[10 10 30 30]')))).toBe(PASSED);
  });

  it('EAA: annotations that act, or that are no markup', async () => {
    const acts = '<</Type/Annot/Subtype/Text/Rect[9 9 19 19]/AA<</E<</S/JavaScript/JS(x)>>>>>>';
    expect(await edited(3, withAnnotation(signed(3), acts))).toBe(MODIFIED);
    expect(await edited(3, withAnnotation(signed(3), '<</Type/Annot/Subtype/Screen/Rect[9 9 99 99]>>'))).toBe(MODIFIED);
  });

  it('EAA: the list of annotations loses a field, or puts another on top', async () => {
    const page = pageOf(signed(3));
    const lost = page.body.replace(/(\/Annots\s*\[\s*)7 0 R/, '$1');
    expect(await edited(3, { [page.num]: lost })).toBe(MODIFIED);
    const turned = page.body.replace('7 0 R 8 0 R', '8 0 R 7 0 R');
    expect(turned).not.toBe(page.body);
    expect(await edited(3, { [page.num]: turned })).toBe(ANNOTATED);
    expect(await edited(2, { [page.num]: turned })).toBe(MODIFIED);
  });
});

describe('sneaky signature attack (SSA)', () => {
  const sneaky = (file: Uint8Array, rect: string, keys = '') => {
    const num = freeNumber(file);
    const bodies = withAnnotation(
      file,
      `<</Type/Annot/Subtype/Widget/FT/Sig/T(s9)/Rect${rect}/P 3 0 R/F 132${keys}/AP<</N ${num + 2} 0 R>>/V ${num + 1} 0 R>>`,
    );
    const form = formOf(file);
    return {
      ...bodies,
      [form.num]: form.body.replace(/(\/Fields\s*\[[^\]]*)\]/, `$1 ${num} 0 R]`),
      [num + 1]: '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Contents<00>/ByteRange[0 1 2 3]>>',
      [num + 2]: drawing('0 0 90 20 re f'),
    };
  };

  it('SSA: a new signature over the words of a certified form', async () => {
    for (const level of [1, 2, 3] as const)
      expect(await edited(level, sneaky(signed(level), '[40 690 300 720]'))).toBe(MODIFIED);
  });

  it('SSA: over the words of a form that is only signed, it is told', async () => {
    const reasons = async (rect: string) =>
      honest(await report(increment(signed(false), asObjects(sneaky(signed(false), rect))))).reasons.map(
        ({ code }) => code,
      );
    expect(await reasons('[40 690 300 720]')).toContain('VALIDATION_DRAWN_OVER');
    expect(await reasons('[300 20 500 60]')).not.toContain('VALIDATION_DRAWN_OVER');
  });

  it('SSA: an empty field that draws a signature without being signed', async () => {
    const field = fieldOf(signed(2), 's2');
    const bodies = {
      [field.num]: withKey(field.body.replace(/\/AP\s*<<[^>]*>>/, ''), '/AP<</N 90 0 R>>'),
      90: drawing('0 0 90 20 re f'),
    };
    for (const level of [2, 3, false] as const) expect(await edited(level, bodies)).toBe(MODIFIED);
  });

  it('SSA: a new field with an action', async () => {
    expect(await edited(false, sneaky(signed(false), '[300 20 500 60]', '/A<</S/JavaScript/JS(x)>>'))).toBe(MODIFIED);
  });

  it('SSA: a time-stamp that draws under P 1', async () => {
    const file = signed(1);
    const field = fieldOf(file, 's2');
    const bodies = {
      [field.num]: withKey(field.body.replace(/\/AP\s*<<[^>]*>>/, ''), '/AP<</N 90 0 R>>/V 91 0 R'),
      90: drawing('0 0 90 20 re f'),
      91: '<</Type/DocTimeStamp/Contents<00>/ByteRange[0 1 2 3]>>',
    };
    expect(await edited(1, bodies)).toBe(MODIFIED);
  });
});
