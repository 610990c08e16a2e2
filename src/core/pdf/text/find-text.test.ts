import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasTool, runTool } from '../../../../test/support/external-tools';
import { type Bodies, onePage, streamBody, tablePdf } from '../../../../test/support/pdf-by-hand';
import { bufferAccess, nodeDecodeText, nodeInflate, nodePredefinedCMaps } from '../../../platform/node';
import { must, toHex } from '../../base';
import { openPdf, type PdfDocument } from '../document/pdf-document';
import type { TextAnchor } from '../types';
import { predefinedCMap } from './character-collections';
import { findText } from './find-text';
import { resolveAnchor } from './resolve-anchor';

const predefined = nodePredefinedCMaps('node_modules/pdfjs-dist/cmaps');
const ports = { inflate: nodeInflate, decodeText: nodeDecodeText, predefinedCMap: predefined };
const open = async (objects: Bodies): Promise<PdfDocument> =>
  must(await openPdf(bufferAccess(tablePdf({ objects })), ports));
const page = (content: string, more = ''): Promise<PdfDocument> => open(onePage(content, more));
const boxes = async (doc: PdfDocument, needle: string) =>
  must(await findText(doc, 'all', needle)).map(({ box }) => box);
const count = async (content: string, needle: string) => (await boxes(await page(content), needle)).length;

describe('operators that show text', () => {
  it('Tj, TJ, quotes and their spacing', async () => {
    // Helvetica: S 667, i 222, g 556, n 556, : 278.
    const [box] = await boxes(await page('BT /F1 10 Tf 1 0 0 1 50 700 Tm [(Si)-500(gn)] TJ ET'), 'Sign');
    expect(box?.x).toBeCloseTo(50);
    expect(box?.width).toBeCloseTo(6.67 + 2.22 + 5 + 5.56 + 5.56);
    expect(box?.y).toBeCloseTo(842 - 700 - 8.8);
    expect(box?.height).toBeCloseTo(10);
    expect(await count('BT /F1 10 Tf 14 TL 50 700 Td (one) Tj (two) \' 1 2 (three) " T* (four) Tj ET', 'three')).toBe(
      1,
    );
    const [spaced] = await boxes(await page('BT /F1 10 Tf 2 Tc 50 Tz 50 700 Td (gg) Tj ET'), 'gg');
    expect(spaced?.width).toBeCloseTo((5.56 + 2) * 0.5 + 5.56 * 0.5);
  });

  it('matches across runs, spaces, full-width forms and order of drawing', async () => {
    expect(await count('BT /F1 10 Tf 50 700 Td (Sign) Tj 25 0 Td (ature) Tj ET', 'Signature')).toBe(1);
    expect(await count('BT /F1 10 Tf 75 700 Td (ature) Tj -25 0 Td (Sign) Tj ET', 'Signature')).toBe(1);
    expect(await count('BT /F1 10 Tf 50 700 Td (S i g n) Tj ET', 'Si gn')).toBe(1);
    expect(await count('BT /F1 10 Tf 50 700 Td (Sign:) Tj ET', 'Sign：')).toBe(1);
    // Another column.
    expect(await count('BT /F1 10 Tf 50 700 Td (Sign) Tj 200 0 Td (ature) Tj ET', 'Signature')).toBe(0);
    // Drawn twice for boldness.
    expect(await count('BT /F1 10 Tf 50 700 Td (Sign) Tj 0.3 0 Td (Sign) Tj ET', 'SignSign')).toBe(0);
    expect(await count('BT /F1 10 Tf 50 700 Td (Sign) Tj ET', '')).toBe(0);
  });

  it('q, cm, inline images and forms within forms', async () => {
    const objects = {
      ...onePage('q 2 0 0 2 10 20 cm /X Do Q BI /W 1 /H 1 /BPC 8 ID (xEIx Tj EI BT /F1 10 Tf 50 100 Td (after) Tj ET'),
      3: '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</X 6 0 R>>>>/Contents[5 0 R]>>',
      6: streamBody(
        'BT /F1 5 Tf 7 11 Td (deep) Tj ET',
        '/Type/XObject/Subtype/Form/BBox[0 0 40 40]/Matrix[1 0 0 1 100 200]',
      ),
    };
    const doc = await open(objects);
    const [deep] = await boxes(doc, 'deep');
    expect(deep?.x).toBeCloseTo(10 + 2 * 107);
    expect(deep?.y).toBeCloseTo(842 - (20 + 2 * 211) - 8.8);
    expect(await boxes(doc, 'after')).toHaveLength(1);
  });

  it('a form that draws itself ends with a code', async () => {
    const objects = {
      ...onePage('/X Do'),
      3: '<</Type/Page/Parent 2 0 R/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>',
      6: streamBody('/X Do /X Do', '/Subtype/Form'),
    };
    expect(await findText(await open(objects), 0, 'a')).toMatchObject({ error: { code: 'PDF_TOO_DEEP' } });
  });
});

describe('words over the end of a line', () => {
  const two = (second: string, more = '') => `BT /F1 10 Tf 50 700 Td (Please sign) Tj ${second} ET ${more}`;

  it('are read on in a paragraph or cell; the box is their part on the last line', async () => {
    const [box] = await boxes(await page(two('0 -14 Td (here, patient) Tj')), 'sign here');
    expect(box?.x).toBeCloseTo(50);
    expect(box?.y).toBeCloseTo(842 - 686 - 8.8);
    // Centred in a cell, over three lines, around words of the last line's end.
    expect(await count(two('8 -14 Td (your) Tj -2 -14 Td (name) Tj'), 'signyourname')).toBe(1);
    expect(await count(two('0 -14 Td (here sign here) Tj'), 'sign here')).toBe(2);
  });

  it('not where a person would not read on', async () => {
    expect(await count(two('0 -30 Td (here) Tj'), 'sign here'), 'far below').toBe(0);
    expect(await count(two('200 -14 Td (here) Tj'), 'sign here'), 'beside').toBe(0);
    expect(await count(two('/F1 6 Tf 0 -14 Td (here) Tj'), 'sign here'), 'another size').toBe(0);
    expect(await count(two('0 -14 Td (here is a line that is much longer) Tj'), 'sign here'), 'not full').toBe(0);
    expect(await count(two('0 -14 Td (here) Tj', '40 694 m 120 694 l S'), 'sign here'), 'a line between').toBe(0);
    expect(await count(two('0 -14 Td (here) Tj', '40 693 80 1 re f'), 'sign here'), 'a thin box between').toBe(0);
    expect(await count(two('0 -14 Td (here) Tj', '140 694 m 220 694 l S'), 'sign here'), 'a line elsewhere').toBe(1);
  });

  it('cells beside each other are not one word', async () => {
    const cells = 'BT /F1 10 Tf 50 700 Td (Sign) Tj 28 0 Td (ature) Tj ET';
    expect(await count(cells, 'Signature')).toBe(1);
    expect(await count(`${cells} 74 690 m 74 712 l S`, 'Signature')).toBe(0);
    expect(await count(`${cells} 70 690 60 22 re S`, 'Signature')).toBe(0);
  });
});

describe('words that nobody sees are not there', () => {
  const words = 'BT /F1 10 Tf 50 700 Td (Sign) Tj ET';
  const seen = async (content: string, more: Bodies = {}, resources = '') => {
    const objects = {
      ...onePage(content),
      3: `<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>${resources}>>/Contents 5 0 R>>`,
      ...more,
    };
    return (await boxes(await open(objects), 'Sign')).length;
  };

  it('invisible, transparent, only a clip', async () => {
    expect(await seen(words.replace('50 700', '3 Tr 50 700'))).toBe(0);
    expect(await seen(words.replace('50 700', '7 Tr 50 700'))).toBe(0);
    expect(await seen(words.replace('50 700', '1 Tr 50 700'))).toBe(1);
    expect(await seen(`/G gs ${words}`, {}, '/ExtGState<</G<</ca 0>>>>')).toBe(0);
    expect(await seen(`q /G gs Q ${words}`, {}, '/ExtGState<</G<</ca 0>>>>')).toBe(1);
  });

  it('clipped away, or outside the box of a form', async () => {
    expect(await seen(`q 0 0 40 40 re W n ${words} Q`)).toBe(0);
    expect(await seen(`q 0 600 400 400 re W* n ${words} Q`)).toBe(1);
    expect(await seen(`q 0 0 40 40 re W n Q ${words}`)).toBe(1);
    const form = (box: string) => ({
      9: streamBody(words, `/Subtype/Form/BBox[${box}]/Resources<</Font<</F1 4 0 R>>>>`),
    });
    expect(await seen('/X Do', form('0 0 40 40'), '/XObject<</X 9 0 R>>')).toBe(0);
    expect(await seen('/X Do', form('0 0 400 800'), '/XObject<</X 9 0 R>>')).toBe(1);
  });

  it('covered by what was painted later', async () => {
    expect(await seen(`${words} 1 g 40 690 100 30 re f`)).toBe(0);
    expect(await seen(`1 g 40 690 100 30 re f 0 g ${words}`)).toBe(1);
    expect(await seen(`${words} 40 690 100 30 re S`)).toBe(1);
    expect(await seen(`${words} 40 790 100 30 re f`)).toBe(1);
    expect(await seen(`${words} /G gs 40 690 100 30 re f`, {}, '/ExtGState<</G<</ca 0.5>>>>')).toBe(1);
    expect(await seen(`${words} /G gs 40 690 100 30 re f`, {}, '/ExtGState<</G<</BM/Multiply>>>>')).toBe(1);
    const image = (more: string) => ({
      9: streamBody('\0', `/Subtype/Image/Width 1/Height 1/BitsPerComponent 8${more}`),
    });
    const draw = `${words} q 200 0 0 200 0 600 cm /X Do Q`;
    expect(await seen(draw, image('/ColorSpace/DeviceGray'), '/XObject<</X 9 0 R>>')).toBe(0);
    expect(await seen(draw, image('/ColorSpace/DeviceGray/SMask 8 0 R'), '/XObject<</X 9 0 R>>')).toBe(1);
    expect(await seen(draw, image('/ImageMask true'), '/XObject<</X 9 0 R>>')).toBe(1);
    expect(await seen(`${words} q 200 0 0 200 0 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID 0 EI Q`)).toBe(0);
  });

  it('white on white, but not on a dark bar', async () => {
    expect(await seen(`1 g ${words}`)).toBe(0);
    expect(await seen(`0 0 0 0 k ${words}`)).toBe(0);
    expect(await seen(`/C cs 1 1 1 sc ${words}`, {}, '/ColorSpace<</C[/ICCBased 9 0 R]>>')).toBe(0);
    expect(await seen(`/C cs 1 scn ${words}`, {}, '/ColorSpace<</C[/Separation/Spot/DeviceCMYK 9 0 R]>>')).toBe(1);
    expect(await seen(`0 0 1 rg 40 690 100 30 re f 1 g ${words}`)).toBe(1);
    expect(await seen(`0.9 g ${words}`)).toBe(1);
  });

  it('on a layer that is off', async () => {
    const layers = (d: string) => ({
      1: `<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R]/D<<${d}>>>>>>`,
      8: '<</Type/OCG/Name(x)>>',
      9: '<</Type/OCMD/OCGs[8 0 R]>>',
    });
    const marked = `/OC /L BDC ${words} EMC`;
    const properties = '/Properties<</L 8 0 R>>';
    expect(await seen(marked, layers('/OFF[8 0 R]'), properties)).toBe(0);
    expect(await seen(marked, layers('/OFF[8 0 R]'), '/Properties<</L 9 0 R>>')).toBe(0);
    expect(await seen(marked, layers('/BaseState/OFF'), properties)).toBe(0);
    expect(await seen(marked, layers('/BaseState/OFF/ON[8 0 R]'), properties)).toBe(1);
    expect(await seen(`/OC /L BDC EMC ${words}`, layers('/OFF[8 0 R]'), properties)).toBe(1);
  });
});

describe('fonts', () => {
  const shown = async (font: string, content: string, needle: string, more: Bodies = {}) =>
    (await boxes(await open({ ...onePage(`BT /F1 10 Tf 50 700 Td ${content} Tj ET`), 4: font, ...more }), needle)).map(
      ({ width }) => Math.round(width * 100) / 100,
    );
  const cid = (encoding: string, more = '') =>
    `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${encoding}/DescendantFonts[<</Subtype/CIDFontType2/DW 1000/W[1[500 600] 7 9 250]>>]${more}>>`;

  it('Type0 with ToUnicode and widths', async () => {
    const map =
      '1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <60A3> endbfchar 2 beginbfrange <0002> <0003> <8005> <0007> <0008> [<7B7E> <540D>] endbfrange';
    expect(
      await shown(cid('Identity-H', '/ToUnicode 9 0 R'), '<0001000200070008>', '患者签名', { 9: streamBody(map) }),
    ).toEqual([5 + 6 + 2.5 + 2.5]);
  });

  it('predefined encodings of Chinese files', async () => {
    expect(await shown(cid('UniGB-UCS2-H'), '<60A38005>', '患者')).toEqual([20]);
    expect(
      await shown(cid('GBK-EUC-H'), `<${toHex(Uint8Array.from([0xbb, 0xbc, 0xd5, 0xdf, 0x41]))}>`, '患者A'),
    ).toEqual([30]);
    expect(await shown(cid('GBK-EUC-H'), '<BB>', '患')).toEqual([]);
  });

  it('CIDs of a character collection without ToUnicode, with widths by CID', async () => {
    // Adobe-GB1: CID 34 is A; 患 and 者 by the table of GBK-EUC-H.
    const collected = (encoding: string, ordering: string) =>
      `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${encoding}/DescendantFonts[<</Subtype/CIDFontType0/DW 1000/W[34[507]814 907 500]` +
      `/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>>>]>>`;
    const gbk = (await predefinedCMap(predefined, 'GBK-EUC-H'))?.cid;
    const hex = [0xbbbc, 0xd5df].map((code) => (gbk?.get(code) ?? 0).toString(16).padStart(4, '0')).join('');
    expect(await shown(collected('Identity-H', 'GB1'), `<${hex}0022>`, '患者A')).toEqual([25.07]);
    expect(await shown(collected('Identity-H', 'Identity'), `<${hex}>`, '患者')).toEqual([]);
    // The Latin letters of GBK-EUC-H are the half-width ones, from CID 814 on.
    expect(await shown(collected('GBK-EUC-H', 'GB1'), '<BBBCD5DF41>', '患者A')).toEqual([25]);
    expect(await shown(collected('GBK-EUC-V', 'GB1'), '<BBBC>', '患')).toHaveLength(1);
  });

  it('simple fonts with /Differences and /Widths', async () => {
    const font =
      '<</Type/Font/Subtype/TrueType/FirstChar 65/Widths[700 800 300]/Encoding<</BaseEncoding/MacRomanEncoding/Differences[66/uni60A3/quoteright]>>>>';
    expect(await shown(font, '(ABC)', 'A患’')).toEqual([18]);
    expect(
      await shown('<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding>>', '(\\223\\200\\351)', '“€é'),
    ).toHaveLength(1);
  });
});

describe('places as displayed', () => {
  it.each([0, 90, 180, 270])('the same words stand at the same place of a page turned by %i', async (rotate) => {
    // Upright at display, 40 right and 60 down of a 300 by 200 page with a crop box and a unit of 2.
    const matrix = { 0: '1 0 0 1 30 80', 90: '0 1 -1 0 40 30', 180: '-1 0 0 -1 140 40', 270: '0 -1 1 0 80 140' }[
      rotate
    ];
    const crop = rotate % 180 === 0 ? '/CropBox[10 10 160 110]' : '/CropBox[10 10 110 160]';
    const doc = await page(`BT /F1 10 Tf ${matrix} Tm (Sign) Tj ET`, `/Rotate ${rotate}${crop}/UserUnit 2`);
    const [box] = await boxes(doc, 'Sign');
    expect(box?.x).toBeCloseTo(40);
    expect(box?.y).toBeCloseTo(60 - 17.6);
    expect(box?.height).toBeCloseTo(20);
    const place = must(await resolveAnchor(doc, { text: 'Sign', width: 100, height: 40, offsetX: 6 }));
    const wide = Math.abs(place.rect[2] - place.rect[0]);
    expect(wide).toBeCloseTo(rotate % 180 === 0 ? 50 : 20);
  });

  it('words outside the crop box are not there', async () => {
    expect(await boxes(await page('BT /F1 10 Tf 5 5 Td (Sign) Tj ET', '/CropBox[100 100 300 300]'), 'Sign')).toEqual(
      [],
    );
  });
});

describe('anchors', () => {
  const two = {
    ...onePage('BT /F1 10 Tf 50 400 Td (Sign) Tj 0 200 Td (Sign) Tj ET'),
    2: '<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2/MediaBox[0 0 595 842]>>',
    6: '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>>',
    7: streamBody('BT /F1 10 Tf 50 300 Td (Sign) Tj ET'),
  };
  const resolve = async (anchor: Partial<TextAnchor>) => {
    const result = await resolveAnchor(await open(two), { text: 'Sign', width: 80, height: 30, ...anchor });
    return result.ok
      ? [result.value.page, Math.round(result.value.rect[0]), Math.round(result.value.rect[1])]
      : result.error.code;
  };

  it('the nth from the front in reading order, or from the back', async () => {
    expect(await resolve({ place: 'over' })).toEqual([0, 50, 589]);
    expect(await resolve({ place: 'over', occurrence: 2 })).toEqual([0, 50, 389]);
    expect(await resolve({ place: 'over', occurrence: 3 })).toEqual([1, 50, 289]);
    expect(await resolve({ place: 'over', occurrence: -1 })).toEqual([1, 50, 289]);
    expect(await resolve({ place: 'over', occurrence: -2 })).toEqual([0, 50, 389]);
    expect(await resolve({ place: 'over', pages: { from: 1, to: 9 } })).toEqual([1, 50, 289]);
  });

  it('the box beside the words', async () => {
    expect(await resolve({})).toEqual([0, 70, 589]);
    expect(await resolve({ place: 'below', offsetY: 5 })).toEqual([0, 50, 564]);
    expect(await resolve({ place: 'above' })).toEqual([0, 50, 609]);
  });

  it('never a default place', async () => {
    expect(await resolve({ text: 'Nobody' })).toBe('PDF_ANCHOR_NOT_FOUND');
    expect(await resolve({ text: '' })).toBe('PDF_ANCHOR_NOT_FOUND');
    expect(await resolve({ occurrence: 4 })).toBe('PDF_ANCHOR_NOT_FOUND');
    expect(await resolve({ occurrence: 0 })).toBe('PDF_ANCHOR_NOT_FOUND');
    expect(await resolve({ pages: { from: 5, to: 9 } })).toBe('PDF_ANCHOR_NOT_FOUND');
    expect(await resolve({ offsetX: 600 })).toBe('PDF_PLACE_OUTSIDE_PAGE');
  });
});

describe('a real form', () => {
  const path = 'fixtures/documents/surgery.pdf';
  it.skipIf(!hasTool('pdftotext', '-v'))('says what poppler says', async () => {
    const doc = must(await openPdf(bufferAccess(new Uint8Array(readFileSync(path))), { inflate: nodeInflate }));
    const words = [
      ...runTool('pdftotext', ['-bbox', path, '-']).output.matchAll(/xMin="([\d.]+)"[^>]*>([^<]+)<\/word>/g),
    ];
    const [, x, word] = words.find((match) => (match[2] as string).startsWith('患者签名')) as RegExpExecArray;
    const [box] = await boxes(doc, word as string);
    expect(box?.x).toBeCloseTo(Number(x), 0);
  });
});
