import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hybridPdf, onePage, streamPdf, tablePdf } from '../../../test/support/pdf-by-hand';
import { bufferAccess, nodeDecodeText, nodeInflate, nodeRandom } from '../../platform/node';
import { concat, equal, latin1, type Result } from '../base';
import { describeChanges } from './changes/describe-changes';
import { openPdf } from './document/pdf-document';
import { PDF_ERRORS } from './errors';
import { joinAccess } from './file/access';
import { findText } from './text/find-text';
import { addSignatureFields } from './update/add-signature-fields';
import { associatedFilesOf } from './update/associated-files';
import { prepareSignature } from './update/prepare-signature';

const ports = { random: nodeRandom };
const real = ['transfusion-object-streams', 'anaesthesia-acroform', 'other-picc-linearized'].map(
  (name) => new Uint8Array(readFileSync(`fixtures/documents/${name}.pdf`)),
);
const small = [tablePdf, streamPdf, hybridPdf].map((make) => make({ objects: onePage(), packed: [2, 3, 4] }));

/** Changes as transport and editors make them: cuts, bit rot, lost or added bytes, other digits, other keys. */
const mutate = (file: Uint8Array, kind: number, at: number, value: number): Uint8Array => {
  const place = Math.floor(at * file.length);
  const copy = file.slice();
  if (kind === 0) return file.subarray(0, place);
  if (kind === 1) copy[place] = value;
  if (kind === 2) return concat([file.subarray(0, place), file.subarray(place + 1 + (value % 16))]);
  if (kind === 3) return concat([file.subarray(0, place), latin1('(<<[%'.slice(value % 5)), file.subarray(place)]);
  const text = Buffer.from(file).toString('latin1');
  const pattern =
    kind === 4
      ? /\d(?= )/g
      : /\/(?:Kids|Count|Length|Size|Prev|W|Index|First|Filter|Contents|Resources|Fields|Annots)\b/g;
  const all = [...text.matchAll(pattern)];
  const hit = all[Math.floor(at * all.length)];
  if (hit !== undefined) copy[hit.index + (kind === 4 ? 0 : 1)] = kind === 4 ? 48 + (value % 10) : 90;
  return copy;
};

/** Everything that the room does with a file from outside. */
const exercise = async (bytes: Uint8Array): Promise<Result<unknown>[]> => {
  const source = bufferAccess(bytes);
  const opened = await openPdf(source, { inflate: nodeInflate, decodeText: nodeDecodeText });
  if (!opened.ok) return [opened];
  const doc = opened.value;
  const out: Result<unknown>[] = [
    await doc.page(0),
    await doc.signatureFields(),
    await doc.revisions(),
    await findText(doc, 0, '签名'),
    await associatedFilesOf(doc, 'x'),
  ];
  const added = await addSignatureFields(doc, [{ name: 'zz', page: 0, rect: [50, 50, 150, 90] }], ports);
  if (!added.ok) return [...out, added];
  const again = await openPdf(joinAccess(source, added.value.tail), { inflate: nodeInflate });
  if (!again.ok) return [...out, again];
  const appearance = { width: 100, height: 40, ops: [] };
  out.push(
    await prepareSignature(again.value, { fieldName: 'zz', signingTimeMs: 0, timeZoneMinutes: 0, appearance }, ports),
  );
  out.push(await describeChanges(doc, again.value));
  return out;
};

describe('files that were damaged on the way', () => {
  it.each([
    ['small', small, 600],
    ['real', real, 200],
  ] as const)('%s ones give a result or a code of the table, and are never changed', async (_, files, numRuns) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(files.length - 1),
        fc.array(fc.tuple(fc.nat(5), fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(255)), {
          minLength: 1,
          maxLength: 4,
        }),
        async (which, edits) => {
          const file = edits.reduce(
            (bytes, [kind, at, value]) => mutate(bytes, kind, at, value),
            files[which] as Uint8Array,
          );
          const before = file.slice();
          for (const result of await exercise(file))
            if (!result.ok) expect(PDF_ERRORS).toHaveProperty(result.error.code);
          expect(equal(before, file)).toBe(true);
        },
      ),
      { numRuns },
    );
  });

  it('random bytes behind a header give a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        const file = concat([latin1('%PDF-1.7\n'), bytes, latin1('\nstartxref\n9\n%%EOF')]);
        const [result] = await exercise(file);
        expect(result?.ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('huge lists and strings are met with a code, not with an overflow', async () => {
    const many = '8 0 R '.repeat(150_000);
    const open = async (objects: Record<number, string>) => {
      const opened = await openPdf(bufferAccess(tablePdf({ objects })), { inflate: nodeInflate });
      return opened.ok ? opened.value : expect.fail(opened.error.code);
    };
    const lists = await open({
      ...onePage('', `/PieceInfo[${many}]/Annots[${many}]`),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>',
      7: '<</T(a)/FT/Sig/Subtype/Widget>>',
      8: '<</A 1>>',
    });
    expect(await lists.signatureFields()).toMatchObject({ ok: true });
    const later = await addSignatureFields(lists, [{ name: 'zz', page: 0, rect: [0, 0, 9, 9] }], ports);
    const source = joinAccess(lists.source, later.ok ? later.value.tail : new Uint8Array(0));
    const again = await openPdf(source, { inflate: nodeInflate });
    expect(again.ok && (await describeChanges(lists, again.value))).toMatchObject({ value: { kind: 'form-filling' } });
    const kids = await open({
      ...onePage(),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>',
      7: `<</T(a)/Kids[${many}]>>`,
      8: '<<>>',
    });
    expect(await kids.signatureFields()).toMatchObject({ error: { code: 'PDF_TOO_LARGE' } });
    const shown = await open(onePage(`BT /F1 9 Tf (${'a'.repeat(400_000)}) Tj ET`));
    expect(await findText(shown, 0, 'a')).toMatchObject({ error: { code: 'PDF_TOO_LARGE' } });
  });

  it('data that inflates without end is cut off', async () => {
    const bomb = Buffer.alloc(200 << 20);
    const { deflateSync } = await import('node:zlib');
    const packed = deflateSync(bomb).toString('latin1');
    const objects = {
      ...onePage(),
      5: `<</Length ${packed.length}/Filter/FlateDecode>>\nstream\n${packed}\nendstream`,
    };
    const opened = await openPdf(bufferAccess(tablePdf({ objects })), { inflate: nodeInflate });
    expect(opened.ok && (await findText(opened.value, 0, 'x'))).toMatchObject({ error: { code: 'PDF_DAMAGED' } });
  });
});
