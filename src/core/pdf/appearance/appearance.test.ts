import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captionFont, captionSubset, subsetOf } from '../../../../test/support/caption-subset';
import { hasTool } from '../../../../test/support/external-tools';
import { onePage, tablePdf } from '../../../../test/support/pdf-by-hand';
import {
  difference,
  mupdfRaster,
  pdfjsRaster,
  popplerRaster,
  type Raster,
  share,
} from '../../../../test/support/rasters';
import { bufferAccess, nodeDeflate, nodeInflate, nodeRandom } from '../../../platform/node';
import { concat, latin1, must, type Result } from '../../base';
import { placeBox } from '../document/page-geometry';
import { openPdf } from '../document/pdf-document';
import { findText } from '../text/find-text';
import type { Appearance, AppearanceOp, EmbeddableFont } from '../types';
import { addSignatureFields } from '../update/add-signature-fields';
import { prepareSignature } from '../update/prepare-signature';
import { inkCoverage } from './image-coverage';
import { missingGlyphs } from './missing-glyphs';

const CAPTION = '张𣲘三（患者本人）2026年11月21日 14:05';
const RARE = '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf';
const VERMILION = 0xc8321e;
const BOX = { x: 30, y: 20, width: 180, height: 60 };

/** Rings on grey ground: a print as a sensor gives it. */
const print = (width: number, height: number): Uint8Array =>
  Uint8Array.from({ length: width * height }, (_, i) => {
    const d = Math.hypot((i % width) - width / 2, Math.floor(i / width) - height / 2);
    return d < Math.min(width, height) / 2.2 ? Math.round(140 + 90 * Math.sin(d * 0.9)) : 232;
  });

const image: AppearanceOp = {
  kind: 'image',
  x: 130,
  y: 4,
  width: 40,
  height: 40,
  pixels: print(96, 96),
  pixelWidth: 96,
  pixelHeight: 96,
  color: VERMILION,
};
const ink: AppearanceOp[] = [
  {
    kind: 'polygon',
    points: [
      [8, 10],
      [60, 14],
      [62, 18],
      [12, 30],
    ],
    color: 0x14202b,
  },
  {
    kind: 'polyline',
    points: [
      [8, 40],
      [40, 24],
      [70, 42],
      [100, 20],
    ],
    width: 1.5,
    color: 0x14202b,
  },
];
const text = (value: string): AppearanceOp => ({ kind: 'text', x: 4, y: 56, size: 8, text: value, color: 0x333333 });

let font: EmbeddableFont;
const whole = captionFont();
const folder = mkdtempSync(join(tmpdir(), 'inkwitness-ap-'));
beforeAll(async () => {
  font = await captionSubset(CAPTION);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const prepare = async (page: string, appearance: Appearance, deflate = nodeDeflate): Promise<Result<Uint8Array>> => {
  const bytes = tablePdf({ objects: onePage('', page) });
  const open = async (b: Uint8Array) => must(await openPdf(bufferAccess(b), { inflate: nodeInflate }));
  const doc = await open(bytes);
  const rect = must(placeBox(must(await doc.page(0)), BOX));
  const ports = { random: nodeRandom, deflate };
  const file = concat([bytes, must(await addSignatureFields(doc, [{ name: 's', page: 0, rect }], ports)).tail]);
  const prepared = await prepareSignature(
    await open(file),
    { fieldName: 's', signingTimeMs: 0, timeZoneMinutes: 0, appearance },
    ports,
  );
  return prepared.ok ? { ok: true, value: concat([file, prepared.value.tail]) } : prepared;
};
const full = (): Appearance => ({ width: 180, height: 60, font, ops: [...ink, image, text(CAPTION)] });

const PAGES: readonly (readonly [string, string])[] = [
  ['an upright page', '/MediaBox[0 0 240 100]'],
  ['a page turned by 90', '/MediaBox[0 0 100 240]/Rotate 90'],
  ['a page turned by 180, cropped', '/MediaBox[0 0 300 200]/CropBox[30 40 270 140]/Rotate 180'],
  ['a page turned by 270', '/MediaBox[-50 -50 50 190]/Rotate 270'],
];

const tools = hasTool('pdftoppm', '-v') && hasTool('mutool', '-v');
if (!tools) console.warn('pdftoppm or mutool is missing: rasters are not compared');

describe.skipIf(!tools)('every reader draws the same', () => {
  it.each(PAGES)('on %s', async (_, page) => {
    const file = must(await prepare(page, full()));
    const rasters: [string, Raster][] = [
      ['poppler', popplerRaster(folder, file, 3)],
      ['mupdf', mupdfRaster(folder, file, 3)],
      ['pdf.js', await pdfjsRaster(file, 3)],
    ];
    const first = rasters[0]?.[1] as Raster;
    for (const [name, raster] of rasters) {
      // Blank pictures differ from these by 8 and more.
      expect(difference(first, raster), name).toBeLessThan(1.5);
      const red = share(raster, [0.67, 0.24, 0.83, 0.64], (r, g, b) => r > 150 && g < 120 && b < 110);
      expect(red, `${name}: print`).toBeGreaterThan(0.15);
      const ground = share(raster, [0.83, 0.24, 0.87, 0.64], (r, g, b) => r > 250 && g > 250 && b > 250);
      expect(ground, `${name}: transparent ground`).toBe(1);
      const dark = share(raster, [0.13, 0.66, 0.7, 0.8], (r, g, b) => r + g + b < 360);
      expect(dark, `${name}: caption`).toBeGreaterThan(0.05);
    }
  });

  it.skipIf(!existsSync(RARE))('with a second font for a character that the first lacks', async () => {
    const rare = await subsetOf(RARE, '𠮷', 'HanaMinB');
    const mixed = { ...full(), font: { ...font, next: rare }, ops: [text('张𠮷三')] };
    const file = must(await prepare('/MediaBox[0 0 240 100]', mixed));
    const rasters = [popplerRaster(folder, file, 6), mupdfRaster(folder, file, 6), await pdfjsRaster(file, 6)];
    for (const raster of rasters) {
      expect(difference(rasters[0] as Raster, raster)).toBeLessThan(1.5);
      // Its place is the second of three ems of 8 points from 34 on; a box or a gap has less, or more, ink.
      const dark = share(raster, [42 / 240, 0.68, 50 / 240, 0.78], (r, g, b) => r + g + b < 420);
      expect(dark).toBeGreaterThan(0.05);
      expect(dark).toBeLessThan(0.6);
    }
    const doc = must(await openPdf(bufferAccess(file), { inflate: nodeInflate }));
    expect(must(await doc.signatureFields())).toHaveLength(1);
  });

  it('and a difference would be seen', async () => {
    const file = must(await prepare('/MediaBox[0 0 240 100]', full()));
    const blank = must(await prepare('/MediaBox[0 0 240 100]', { width: 180, height: 60, ops: [] }));
    expect(difference(popplerRaster(folder, file, 2), popplerRaster(folder, blank, 2))).toBeGreaterThan(5);
  });
});

describe('appearance', () => {
  it('keeps proportions when the field has others', async () => {
    const file = must(
      await prepare(
        '/MediaBox[0 0 240 100]',
        { width: 90, height: 60, ops: [{ kind: 'rect', x: 0, y: 0, width: 90, height: 60, fill: 0 }] },
        (data) => data,
      ),
    );
    expect(Buffer.from(file).toString('latin1')).toContain('1 0 0 1 45 0 cm');
  });

  it('text can be read back', async () => {
    const file = must(await prepare('/MediaBox[0 0 240 100]', full()));
    const drawn = /(\d+) 0 obj\n<<\/Type\/XObject\/Subtype\/Form\/BBox\[0 0 180 60\]\/Matrix/.exec(
      Buffer.from(file).toString('latin1'),
    )?.[1];
    // The appearance as page content: annotations are no text of the page.
    const objects = {
      2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 240 100]>>',
      3: `<</Type/Page/Parent 2 0 R/Resources<</XObject<</X ${drawn} 0 R>>>>/Contents 90 0 R>>`,
      90: '<</Length 5>>\nstream\n/X Do\nendstream',
    };
    const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(file).toString('latin1'))?.[1];
    const doc = must(
      await openPdf(bufferAccess(tablePdf({ objects, trailer: `/Prev ${prev}` }, file)), { inflate: nodeInflate }),
    );
    expect(must(await findText(doc, 0, '张𣲘三(患者本人)'))).toMatchObject([{ box: { x: 4 } }]);
  });

  it('a missing glyph stops, with its code point', async () => {
    const outcome = await prepare('/MediaBox[0 0 240 100]', { ...full(), ops: [text('张\u{2b740}龘')] });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'PDF_GLYPH_MISSING', detail: 'U+2B740 U+9F98' } });
    expect(must(missingGlyphs(whole, '张三龘\u{2b740}'))).toEqual([0x2b740]);
    expect(missingGlyphs(latin1('OTTO0123456789ab'), 'a')).toMatchObject({ error: { code: 'PDF_FONT_UNUSABLE' } });
    expect(missingGlyphs(whole.subarray(0, 5000), 'a')).toMatchObject({ error: { code: 'PDF_FONT_UNUSABLE' } });
  });

  it('refuses what cannot be drawn', async () => {
    const code = async (...ops: AppearanceOp[]) => {
      const result = await prepare('/MediaBox[0 0 240 100]', { width: 180, height: 60, ops });
      return result.ok ? 'ok' : result.error.code;
    };
    expect(await code(text('a'))).toBe('PDF_FONT_UNUSABLE');
    expect(await code({ ...image, pixelWidth: 95 } as AppearanceOp)).toBe('PDF_APPEARANCE_INVALID');
    expect(await code({ kind: 'polygon', points: [[Number.NaN, 0]], color: 0 })).toBe('PDF_APPEARANCE_INVALID');
    expect(await code({ kind: 'polygon', points: [[0, 0]], color: -1 })).toBe('PDF_APPEARANCE_INVALID');
    expect(await code({ kind: 'polyline', points: [[5, 5]], width: 1, color: 0 })).toBe('ok');
  });

  it('stretches the levels of a print: ground clear, ridges full', () => {
    const coverage = inkCoverage(print(96, 96));
    expect(coverage[0]).toBe(0);
    expect(Math.max(...coverage)).toBe(255);
    expect([...inkCoverage(Uint8Array.from([250, 250, 250, 250]))]).toEqual([5, 5, 5, 5]);
  });
});
