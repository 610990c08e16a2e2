import { describe, expect, it } from 'vitest';
import { fromLatin1, latin1 } from '../../src/core/base';
import { asObjects, attackBench, catalogOf, gist, MODIFIED, PASSED, withKey } from '../support/attacked-form';
import { increment } from '../support/increment';
import { streamBody } from '../support/pdf-by-hand';
import { sealAct, withFields } from '../support/seal-act';
import { DOSE, FORM, PAGE, shadowForm, signedForm, withFieldMdp } from '../support/shadow-form';

/** What may come after a signature: locks of fields, certification, and tricks with objects. */
const { hospital, signed, report, first, edited } = await attackBench();

describe('field locks', () => {
  const refilled = {
    [FORM.remark]: '<</Type/Annot/Subtype/Widget/FT/Tx/T(remark)/Rect[50 560 140 580]/P 3 0 R/F 4/V(x)>>',
  };

  it.each([
    ['/Action/All', MODIFIED],
    ['/Action/Include/Fields[(remark)]', MODIFIED],
    ['/Action/Include/Fields[(dose)]', PASSED],
    ['/Action/Exclude/Fields[(remark)]', PASSED],
    ['/Action/Exclude/Fields[(dose)]', MODIFIED],
    ['/Action/Nonsense', MODIFIED],
  ])('FieldMDP of the signature reference: %s', async (parameters, expected) => {
    const prepared = await withFields(shadowForm(), ['s1', 's2']);
    const file = await sealAct(prepared, hospital, { field: 's1', certify: 2 }, { prepared: withFieldMdp(parameters) });
    expect(await first(increment(file, asObjects(refilled)))).toBe(expected);
  });

  it.each([
    ['/Lock<</Action/All>>', MODIFIED],
    ['/Lock<</Action/Include/Fields[(remark)]>>', MODIFIED],
    ['/Lock<</Action/Exclude/Fields[(remark)]>>', PASSED],
    ['/Lock<</Action/Include/Fields[(dose)]/P 1>>', MODIFIED],
    ['/Lock<</Action/Include/Fields[(dose)]/P 2>>', PASSED],
  ])('the lock of a signed field: %s', async (lock, expected) => {
    const file = await signedForm(hospital, false, { lock, field: 'locking' });
    expect(await first(increment(file, asObjects(refilled)))).toBe(expected);
  });

  it('the first signature locks what was answered, and what was left open', async () => {
    const prepared = await withFields(shadowForm(), ['s1', 's2']);
    const once = await sealAct(prepared, hospital, { field: 's1', certify: 2, lockAnswers: true });
    expect(await first(increment(once, asObjects(refilled)))).toBe(MODIFIED);
    const exchanged = { [FORM.dose]: `<<${DOSE}/V(50 mg)>>` };
    expect(await first(increment(once, asObjects(exchanged)))).toBe(MODIFIED);
    const twice = await sealAct(once, hospital, { field: 's2' });
    expect((await report(twice)).signatures.map(gist)).toEqual([PASSED, PASSED]);
  });

  it("a field whose name another signer's field begins with stays open: pyHanko compares beginnings", async () => {
    const named = { [FORM.remark]: '<</Type/Annot/Subtype/Widget/FT/Tx/T(s)/Rect[50 560 140 580]/P 3 0 R/F 4>>' };
    const prepared = await withFields(shadowForm(named), ['s1', 's2']);
    const file = fromLatin1(await sealAct(prepared, hospital, { field: 's1', certify: 2, lockAnswers: true }));
    expect(file).toContain('/Action/Include/Fields[(dose)(hidden)(tick)]');
  });

  it('a lock counts from its signature on, not before', async () => {
    const file = await sealAct(signed(false), hospital, { field: 's2' });
    expect(await first(increment(file, asObjects(refilled)))).toBe(PASSED);
  });
});

describe('certification', () => {
  it('a certification that the catalogue does not name', async () => {
    const unnamed = await sealAct(
      await withFields(shadowForm(), ['s1']),
      hospital,
      { field: 's1', certify: 2 },
      {
        prepared: (honest) => {
          const tail = latin1(fromLatin1(honest.tail).replace('/Perms', '/Permz'));
          expect(tail).not.toEqual(honest.tail);
          return { ...honest, tail };
        },
      },
    );
    expect(await first(unnamed)).toBe('INDETERMINATE VALIDATION_CERTIFICATION');
  });

  it('permissions taken away or given to another signature', async () => {
    const catalog = catalogOf(signed(2));
    const without = catalog.body.replace(/\/Perms\s*<<[^>]*>>/, '');
    expect(await edited(2, { [catalog.num]: without })).toMatch(/VALIDATION_(?:MODIFIED|CERTIFICATION)/);
  });
});

describe('object tricks', () => {
  it('the page of another generation', async () => {
    const text = fromLatin1(increment(signed(2), [{ num: FORM.content, body: streamBody('evil') }]));
    const at = text.lastIndexOf('5 0 obj');
    const evil =
      text.slice(0, at) +
      text
        .slice(at)
        .replace('5 0 obj', '5 1 obj')
        .replace(/(5 1\n\d{10}) 00000 n/, '$1 00001 n');
    expect(await first(latin1(evil))).toBe(MODIFIED);
  });

  it('a reference to nothing on the signed page, filled in through a harmless door', async () => {
    const page = PAGE.replace('/Contents 5 0 R', '/Contents[5 0 R 77 0 R]');
    const file = await signedForm(hospital, 2, { changes: { [FORM.page]: page } });
    const catalog = catalogOf(file);
    const dss = withKey(catalog.body, '/DSS<</Certs[77 0 R]>>');
    expect(await first(increment(file, asObjects({ [catalog.num]: dss, 77: streamBody('0 0 600 900 re f') })))).toBe(
      MODIFIED,
    );
  });

  it('a security store, metadata and a higher version are no attack, even under P 1', async () => {
    const catalog = catalogOf(signed(1));
    const store = withKey(catalog.body, '/DSS<</Certs[90 0 R]>>/Version/2.0/Metadata 91 0 R');
    const bodies = { [catalog.num]: store, 90: streamBody('x'), 91: streamBody('<x/>', '/Type/Metadata/Subtype/XML') };
    expect(await edited(1, bodies)).toBe(PASSED);
  });
});
