import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat, must } from '../../src/core/base';
import {
  type Appearance,
  addSignatureFields,
  type NewSignatureField,
  openPdf,
  type PdfDocument,
  type PdfPage,
  placeBox,
  prepareSignature,
  resolveAnchor,
} from '../../src/core/pdf';
import { bufferAccess, nodeDeflate, nodeInflate, nodeRandom } from '../../src/platform/node';
import { hasTool } from '../support/external-tools';
import { type Bodies, streamBody, tablePdf } from '../support/pdf-by-hand';
import { colourAt, difference, mupdfRasters, pdfjsRasters, popplerRasters, type Raster } from '../support/rasters';

/** Visible part of each page in its own user space; the page is as large however it lies in the media box. */
const [WIDTH, HEIGHT] = [200, 160];
const BOXES = {
  'media box at the origin': { media: [0, 0, WIDTH, HEIGHT], crop: undefined },
  'media box with a negative origin, crop box inside': {
    media: [-50, -30, WIDTH, HEIGHT + 40],
    crop: [-20, -10, WIDTH - 20, HEIGHT - 10],
  },
  'crop box beyond the media box': { media: [30, 40, 30 + WIDTH, 40 + HEIGHT], crop: [30, -100, 900, 40 + HEIGHT] },
} as const;
const ROTATIONS = [0, 90, 180, 270, -90, 450];
const UNITS = [1, 2, 0.5];

interface Variant {
  readonly name: string;
  readonly rotate: number;
  readonly unit: number;
  readonly media: readonly number[];
  readonly crop: readonly number[] | undefined;
}

const VARIANTS: readonly Variant[] = Object.entries(BOXES).flatMap(([box, boxes]) =>
  ROTATIONS.flatMap((rotate) =>
    // Turns beyond a circle and negative ones differ in reading only.
    (rotate < 0 || rotate > 270 ? [1] : UNITS).map((unit) => ({
      name: `${box}, turned by ${rotate}, unit ${unit}`,
      rotate,
      unit,
      ...boxes,
    })),
  ),
);

/** Matrix from the page as displayed (in units of the page, up from the lower left) to its user space. */
const displayed = ({ rotate, media, crop }: Variant): string => {
  const [left, bottom] = crop === undefined ? media : [crop[0], Math.max(crop[1] as number, media[1] as number)];
  const turned = {
    0: [1, 0, 0, 1, left, bottom],
    90: [0, 1, -1, 0, (left as number) + WIDTH, bottom],
    180: [-1, 0, 0, -1, (left as number) + WIDTH, (bottom as number) + HEIGHT],
    270: [0, -1, 1, 0, left, (bottom as number) + HEIGHT],
  }[((rotate % 360) + 360) % 360];
  return (turned as number[]).join(' ');
};

/** A green frame where the field of the form lies, the words 20 from the left and 80 from the lower edge. */
const FIELD = { x: 10, y: 10, width: 40, height: 20 };
const WORDS = { x: 20, y: 80, size: 10 };
/** Helvetica: 722 + 4 x 556 of a thousand. */
const WORDS_WIDTH = ((722 + 4 * 556) / 1000) * WORDS.size;

const contentOf = (variant: Variant): string =>
  `q ${displayed(variant)} cm BT /F1 ${WORDS.size} Tf ${WORDS.x} ${WORDS.y} Td (Henna) Tj ET Q`;

/** The field's rectangle in user space, by the matrix that the content is drawn with. */
const fieldRect = (variant: Variant): string => {
  const [a, b, c, d, e, f] = displayed(variant).split(' ').map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const at = (x: number, y: number) => [a * x + c * y + e, b * x + d * y + f];
  return [...at(FIELD.x, FIELD.y), ...at(FIELD.x + FIELD.width, FIELD.y + FIELD.height)].join(' ');
};

/** One page a variant, each with a field of its own; /Rotate and boxes of every other page are inherited. */
function formOf(variants: readonly Variant[]): Uint8Array {
  const objects: Record<number, string> = {};
  const kids: string[] = [];
  const fields: string[] = [];
  variants.forEach((variant, index) => {
    const [node, page, content, field] = [0, 1, 2, 3].map((i) => 10 + 4 * index + i) as [
      number,
      number,
      number,
      number,
    ];
    const facts =
      `/MediaBox[${variant.media.join(' ')}]/Rotate ${variant.rotate}` +
      (variant.crop === undefined ? '' : `/CropBox[${variant.crop.join(' ')}]`);
    const [above, own] = index % 2 === 0 ? [facts, ''] : ['', facts];
    objects[node] = `<</Type/Pages/Parent 2 0 R/Kids[${page} 0 R]/Count 1${above}>>`;
    objects[page] =
      `<</Type/Page/Parent ${node} 0 R${own}/UserUnit ${variant.unit}/Contents ${content} 0 R/Annots[${field} 0 R]` +
      '/Resources<</Font<</F1 4 0 R>>>>>>';
    objects[content] = streamBody(contentOf(variant));
    objects[field] =
      `<</Type/Annot/Subtype/Widget/FT/Sig/T(form${index})/F 4/Rect[${fieldRect(variant)}]/P ${page} 0 R>>`;
    kids.push(`${node} 0 R`);
    fields.push(`${field} 0 R`);
  });
  const bodies: Bodies = {
    1: `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${fields.join(' ')}]>>>>`,
    2: `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${variants.length}>>`,
    4: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...objects,
  };
  return tablePdf({ objects: bodies });
}

const [RED, BLUE] = [0xff0000, 0x0000ff];
/** Red above on the left, blue below on the right: turned or mirrored, it is seen. */
const mark = (width: number, height: number): Appearance => ({
  width,
  height,
  ops: [
    { kind: 'rect', x: 0, y: 0, width: width / 2, height: height / 2, fill: RED },
    { kind: 'rect', x: width / 2, y: height / 2, width: width / 2, height: height / 2, fill: BLUE },
  ],
});

/** Boxes as displayed in units of the page; points are these times the unit. */
const RECT = { x: 60, y: 20, width: 48, height: 24 };
const INK = { width: 30, height: 12 };
const SEAL = 60;
/** No symmetry: a ring, a wedge, and a dot beside its middle. */
const seal = (): Appearance => ({
  width: SEAL,
  height: SEAL,
  ops: [
    { kind: 'rect', x: 1, y: 1, width: 58, height: 58, stroke: 0xc8321e, strokeWidth: 2 },
    {
      kind: 'polygon',
      points: [
        [6, 6],
        [54, 20],
        [10, 44],
      ],
      color: 0xc8321e,
    },
    { kind: 'rect', x: 40, y: 44, width: 10, height: 6, fill: BLUE },
  ],
});

const open = async (bytes: Uint8Array): Promise<PdfDocument> =>
  must(await openPdf(bufferAccess(bytes), { inflate: nodeInflate }));
const ports = { random: nodeRandom, deflate: nodeDeflate };
const times = (box: { x: number; y: number; width: number; height: number }, unit: number) => ({
  x: box.x * unit,
  y: box.y * unit,
  width: box.width * unit,
  height: box.height * unit,
});

/** Everything placed in one revision, then drawn field by field as signers would. */
async function placed(): Promise<{ file: Uint8Array; pages: PdfPage[] }> {
  const form = formOf(VARIANTS);
  const doc = await open(form);
  const pages: PdfPage[] = [];
  const fields: NewSignatureField[] = [];
  for (const [index, { unit }] of VARIANTS.entries()) {
    const page = must(await doc.page(index));
    pages.push(page);
    fields.push({ name: `rect${index}`, page: index, rect: must(placeBox(page, times(RECT, unit))) });
    const anchor = {
      text: 'Henna',
      pages: { from: index, to: index },
      offsetX: 5 * unit,
      width: INK.width * unit,
      height: INK.height * unit,
    };
    fields.push({ name: `words${index}`, ...must(await resolveAnchor(doc, anchor)) });
  }
  const seam = { drawing: seal(), pages: { from: 0, to: VARIANTS.length - 1 }, height: 0.5 };
  let file = concat([form, must(await addSignatureFields(doc, fields, ports, seam)).tail]);
  const sizes = { form: FIELD, rect: RECT, words: INK };
  for (const [kind, { width, height }] of Object.entries(sizes))
    for (const [index, { unit }] of VARIANTS.entries()) {
      const appearance = mark(width * unit, height * unit);
      const signature = {
        fieldName: `${kind}${index}`,
        signingTimeMs: 0,
        timeZoneMinutes: 0,
        contentsBytes: 256,
        appearance,
      };
      file = concat([file, must(await prepareSignature(await open(file), signature, ports)).tail]);
    }
  return { file, pages };
}

const isRed = ([r, g, b]: readonly number[]): boolean =>
  (r as number) > 200 && (g as number) < 90 && (b as number) < 90;
const isBlue = ([r, g, b]: readonly number[]): boolean =>
  (r as number) < 90 && (g as number) < 90 && (b as number) > 200;
const isWhite = (colour: readonly number[]): boolean => colour.every((value) => value > 235);

/** Looks at the four quarters of a mark and just beside it; `box` in units of the page as displayed. */
function expectMark(raster: Raster, page: PdfPage, unit: number, box: typeof RECT, what: string): void {
  const at = (x: number, y: number) =>
    colourAt(raster, ((box.x + x * box.width) * unit) / page.width, ((box.y + y * box.height) * unit) / page.height);
  for (const [x, y] of [
    [0.1, 0.15],
    [0.4, 0.35],
  ] as const)
    expect(isRed(at(x, y)), `${what}: red at ${x}, ${y}`).toBe(true);
  for (const [x, y] of [
    [0.6, 0.65],
    [0.9, 0.85],
  ] as const)
    expect(isBlue(at(x, y)), `${what}: blue at ${x}, ${y}`).toBe(true);
  for (const [x, y] of [
    [0.75, 0.25],
    [0.25, 0.75],
    [-0.06, 0.2],
    [1.06, 0.8],
    [0.2, -0.15],
    [0.8, 1.15],
  ] as const)
    expect(isWhite(at(x, y)), `${what}: paper at ${x}, ${y}`).toBe(true);
}

const GRID = 3;

/** The strips of a group of pages put side by side, `GRID` pixels a point. */
function joined(rasters: readonly Raster[], pages: readonly PdfPage[]): Raster {
  const size = SEAL * GRID;
  const pixels = new Uint8Array(3 * size * size);
  for (let x = 0; x < size; x++) {
    const share = ((x + 0.5) / size) * pages.length;
    const index = Math.floor(share);
    const [raster, page] = [rasters[index] as Raster, pages[index] as PdfPage];
    const width = SEAL / pages.length;
    const across = (page.width - width + (share - index) * width) / page.width;
    for (let y = 0; y < size; y++) {
      const down = (page.height / 2 - SEAL / 2 + (y + 0.5) / GRID) / page.height;
      pixels.set(colourAt(raster, across, down), 3 * (y * size + x));
    }
  }
  return { width: size, height: size, pixels };
}

const tools = hasTool('pdftoppm', '-v') && hasTool('mutool', '-v');
if (!tools) console.warn('pdftoppm or mutool is missing: places are not looked for in rasters');

describe.skipIf(!tools)('ISO 32000-2 8.3.2.3, 12.5.5, 14.11.2: ink stands where it was asked for, upright', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkwitness-places-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let pages: PdfPage[];
  let readers: Readonly<Record<string, readonly Raster[]>>;
  let whole: Raster;

  beforeAll(async () => {
    const made = await placed();
    pages = made.pages;
    readers = {
      poppler: popplerRasters(folder, made.file, GRID),
      mupdf: mupdfRasters(folder, made.file, GRID),
      'pdf.js': await pdfjsRasters(made.file, GRID),
    };
    const sheet = tablePdf({
      objects: {
        1: '<</Type/Catalog/Pages 2 0 R>>',
        2: `<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 ${SEAL} ${SEAL}]>>`,
        3: '<</Type/Page/Parent 2 0 R/Resources<<>>>>',
      },
    });
    const field = { name: 's', page: 0, rect: [0, 0, SEAL, SEAL] as const };
    const file = concat([sheet, must(await addSignatureFields(await open(sheet), [field], ports)).tail]);
    const signature = { fieldName: 's', signingTimeMs: 0, timeZoneMinutes: 0, appearance: seal() };
    const signed = concat([file, must(await prepareSignature(await open(file), signature, ports)).tail]);
    whole = popplerRasters(folder, signed, GRID)[0] as Raster;
  });

  const each = (see: (raster: Raster, page: PdfPage, variant: Variant, what: string) => void): void => {
    for (const [reader, rasters] of Object.entries(readers)) {
      expect(rasters.length, reader).toBe(VARIANTS.length);
      for (const [index, variant] of VARIANTS.entries())
        see(rasters[index] as Raster, pages[index] as PdfPage, variant, `${reader}, ${variant.name}`);
    }
  };

  it('in a field that the form has', () =>
    each((raster, page, { unit }, what) => {
      const y = page.height / unit - FIELD.y - FIELD.height;
      expectMark(raster, page, unit, { ...FIELD, y }, what);
    }));

  it('at coordinates', () => each((raster, page, { unit }, what) => expectMark(raster, page, unit, RECT, what)));

  it('beside words', () =>
    each((raster, page, { unit }, what) => {
      // The em of the words reaches from 0.12 below the base line to 0.88 above it.
      const middle = page.height / unit - WORDS.y - 0.38 * WORDS.size;
      const box = { x: WORDS.x + WORDS_WIDTH + 5, y: middle - INK.height / 2, ...INK };
      expectMark(raster, page, unit, box, what);
    }));

  it('over the seam: the strips of a group of pages are the whole seal', () => {
    const groups = Math.ceil(VARIANTS.length / 20);
    for (const [reader, rasters] of Object.entries(readers))
      for (let group = 0; group < groups; group++) {
        const [from, to] = [group, group + 1].map((g) => Math.round((g * VARIANTS.length) / groups)) as [
          number,
          number,
        ];
        const seen = joined(rasters.slice(from, to), pages.slice(from, to));
        // Another page's strip in one place of twenty gives 4 and more, no seal 60.
        expect(difference(seen, whole), `${reader}, group ${group}`).toBeLessThan(3);
        const swapped = [...rasters.slice(from, to)];
        swapped.reverse();
        expect(difference(joined(swapped, pages.slice(from, to).reverse()), whole)).toBeGreaterThan(10);
      }
  });
});
