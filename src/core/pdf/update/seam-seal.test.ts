import { describe, expect, it } from 'vitest';
import { type Bodies, tablePdf } from '../../../../test/support/pdf-by-hand';
import { bufferAccess, nodeInflate, nodeRandom } from '../../../platform/node';
import { concat, fromLatin1, must } from '../../base';
import { openPdf } from '../document/pdf-document';
import type { Appearance } from '../types';
import { addSignatureFields } from './add-signature-fields';
import { prepareSignature } from './prepare-signature';
import { stripsOf } from './seam-seal';

const open = async (bytes: Uint8Array) => must(await openPdf(bufferAccess(bytes), { inflate: nodeInflate }));
const ports = { random: nodeRandom };
const drawing: Appearance = {
  width: 100,
  height: 80,
  ops: [{ kind: 'rect', x: 0, y: 0, width: 100, height: 80, fill: 0xff0000 }],
};

const formOf = (pages: number): Uint8Array => {
  const kids = Array.from({ length: pages }, (_, i) => 3 + i);
  const objects: Bodies = {
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: `<</Type/Pages/Kids[${kids.map((num) => `${num} 0 R`).join(' ')}]/Count ${pages}/MediaBox[0 0 300 400]>>`,
    ...Object.fromEntries(kids.map((num) => [num, '<</Type/Page/Parent 2 0 R/Resources<<>>>>'])),
  };
  return tablePdf({ objects });
};
const lay = async (form: Uint8Array, pages: { from: number; to: number }, height = 0.5) =>
  addSignatureFields(await open(form), [], ports, { drawing, pages, height });

describe('seam seal', () => {
  it('one strip a page, the left one on the first; groups of nearly the same length above 20 pages', () => {
    expect(stripsOf(2, 3)).toEqual([
      { page: 2, from: 0, to: 0.5 },
      { page: 3, from: 0.5, to: 1 },
    ]);
    const lengths = (pages: number) => {
      const strips = stripsOf(0, pages - 1);
      expect(strips.map(({ page }) => page)).toEqual(Array.from({ length: pages }, (_, i) => i));
      return strips.filter(({ from }) => from === 0).map(({ to }) => Math.round(1 / to));
    };
    expect(lengths(20)).toEqual([20]);
    expect(lengths(21)).toEqual([11, 10]);
    expect(lengths(65)).toEqual([16, 17, 16, 16]);
  });

  it('stamps that nobody may take away, printed, and the seal itself only once', async () => {
    const { tail } = must(await lay(formOf(3), { from: 0, to: 1 }));
    const text = fromLatin1(tail);
    expect(text.match(/\/Subtype\/Stamp\/F 708/g)).toHaveLength(2);
    expect(text).toContain('/Rect[250 160 300 240]');
    expect(text.match(/1 0 0 rg/g)).toHaveLength(1);
    expect(text).not.toContain('/AcroForm');
  });

  it('refuses what would not be one: a page alone, pages that are not there, a place beyond the page', async () => {
    const code = async (pages: { from: number; to: number }, height?: number, form = formOf(3)) => {
      const laid = await lay(form, pages, height);
      return laid.ok ? 'laid' : laid.error.code;
    };
    expect(await code({ from: 1, to: 1 })).toBe('PDF_SEAM_ONE_PAGE');
    expect(await code({ from: 0, to: 3 })).toBe('PDF_PAGE_NOT_FOUND');
    expect(await code({ from: -1, to: 1 })).toBe('PDF_PAGE_NOT_FOUND');
    expect(await code({ from: 0, to: 2 }, 0.05)).toBe('PDF_PLACE_OUTSIDE_PAGE');
    expect(await code({ from: 0, to: 2 }, 0.1)).toBe('laid');
  });

  it('not after a signature', async () => {
    const form = formOf(2);
    const field = { name: 's', page: 0, rect: [10, 10, 90, 40] as const };
    const file = concat([form, must(await addSignatureFields(await open(form), [field], ports)).tail]);
    const signature = { fieldName: 's', signingTimeMs: 0, timeZoneMinutes: 0, appearance: drawing };
    const signed = concat([file, must(await prepareSignature(await open(file), signature, ports)).tail]);
    expect(await lay(signed, { from: 0, to: 1 })).toMatchObject({ error: { code: 'PDF_CERTIFIED_NO_CHANGES' } });
  });
});
