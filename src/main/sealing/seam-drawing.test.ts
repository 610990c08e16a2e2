import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { seamSeal } from '../../contracts/api';
import { must } from '../../core/base';
import { nodeInflate } from '../../platform/node';
import { createCaptionFont } from './caption-font';
import type { SealingPorts } from './ports';
import { readPng } from './read-png';
import { seamDrawing, whiteAsPaper } from './seam-drawing';

const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const ports = { captionFont: createCaptionFont(FONT), inflate: nodeInflate } as unknown as SealingPorts;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4);
  return Buffer.concat([head, data, Buffer.alloc(4)]);
};
interface Png {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly type: number;
  /** Filter byte and bytes of each row. */
  readonly rows: readonly (readonly number[])[];
  readonly more?: readonly Buffer[];
}
const png = ({ width, height, depth, type, rows, more = [] }: Png): Uint8Array => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, type, 0, 0, 0], 8);
  const data = deflateSync(Buffer.from(rows.flat()));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', head), ...more, chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
};

describe('PNG (ISO/IEC 15948)', () => {
  const read = async (picture: Png) => [...must(await readPng(png(picture), nodeInflate)).rgba];

  it('clause 9: every filter', async () => {
    const rows = [
      [1, 10, 5, 5],
      [2, 1, 1, 1],
      [3, 10, 10, 10],
      [4, 1, 2, 3],
      [0, 7, 8, 9],
    ];
    const grey = (await read({ width: 3, height: 5, depth: 8, type: 0, rows })).filter((_, at) => at % 4 === 0);
    expect(grey).toEqual([10, 15, 20, 11, 16, 21, 15, 25, 33, 16, 27, 36, 7, 8, 9]);
  });

  it('11.2: colours, opacity, palettes and small depths', async () => {
    expect(await read({ width: 1, height: 1, depth: 8, type: 2, rows: [[0, 1, 2, 3]] })).toEqual([1, 2, 3, 255]);
    expect(await read({ width: 1, height: 1, depth: 8, type: 4, rows: [[0, 9, 80]] })).toEqual([9, 9, 9, 80]);
    expect(await read({ width: 1, height: 1, depth: 8, type: 6, rows: [[0, 1, 2, 3, 4]] })).toEqual([1, 2, 3, 4]);
    const more = [chunk('PLTE', Buffer.from([255, 255, 255, 200, 50, 30])), chunk('tRNS', Buffer.from([0]))];
    expect(await read({ width: 2, height: 1, depth: 1, type: 3, rows: [[0, 0x40]], more })).toEqual([
      255, 255, 255, 0, 200, 50, 30, 255,
    ]);
    expect(await read({ width: 1, height: 1, depth: 4, type: 0, rows: [[0, 0x80]] })).toEqual([136, 136, 136, 255]);
  });

  it('damage and bombs have a code', async () => {
    const good = png({
      width: 2,
      height: 2,
      depth: 8,
      type: 0,
      rows: [
        [0, 1, 2],
        [0, 3, 4],
      ],
    });
    const code = async (bytes: Uint8Array) => {
      const result = await readPng(bytes, nodeInflate);
      return result.ok ? 'read' : result.error.code;
    };
    for (let length = 0; length < good.length - 16; length++)
      expect(await code(good.slice(0, length))).toBe('SEAL_IMAGE_UNREADABLE');
    const rows = Array.from({ length: 2000 }, () => [0, ...Array<number>(9).fill(0)]);
    expect(await code(png({ width: 2, height: 2, depth: 8, type: 0, rows }))).toBe('SEAL_IMAGE_UNREADABLE');
    expect(await code(png({ width: 60_000, height: 60_000, depth: 8, type: 0, rows: [] }))).toBe(
      'SEAL_IMAGE_UNREADABLE',
    );
    expect(await code(png({ width: 1, height: 1, depth: 8, type: 0, rows: [[9, 1]] }))).toBe('SEAL_IMAGE_UNREADABLE');
  });
});

describe('the whole seal', () => {
  it('from a picture: its proportions at its width on paper', async () => {
    const rows = [[0, 255, 255, 255, 255, 0, 0, 255, 128, 128]];
    const image = Buffer.from(png({ width: 3, height: 1, depth: 8, type: 2, rows })).toString('base64');
    const drawing = must(
      await seamDrawing(seamSeal.parse({ seal: { kind: 'image', png: image }, widthMm: 25.4 }), ports),
    );
    expect(drawing.width).toBeCloseTo(72);
    expect(drawing.height).toBeCloseTo(24);
    // White is paper; full red stays; light red is red at half.
    expect(drawing.ops[0]).toMatchObject({
      rgba: new Uint8Array([255, 255, 255, 0, 255, 0, 0, 255, 255, 0, 0, 127]),
    });
  });

  it('on white paper every colour and opacity looks as before', () => {
    for (let i = 0; i < 500; i++) {
      const pixel = Uint8Array.from([i * 7, i * 13, i * 29, i * 5]);
      const [own, opacity] = [(pixel[3] as number) / 255, (whiteAsPaper(pixel)[3] as number) / 255];
      for (let c = 0; c < 3; c++) {
        const before = 255 + ((pixel[c] as number) - 255) * own;
        const after = 255 + ((whiteAsPaper(pixel)[c] as number) - 255) * opacity;
        expect(Math.abs(after - before)).toBeLessThan(1.5);
      }
    }
  });

  it('drawn: every letter of the name inside the rim, in order', async () => {
    const name = '示例市第一人民医院';
    const drawing = must(await seamDrawing(seamSeal.parse({ seal: { kind: 'drawn', name } }), ports));
    const letters = drawing.ops.filter((op) => op.kind === 'text');
    expect(letters.map(({ text }) => text).join('')).toBe(`${name}骑缝章`);
    const middle = drawing.width / 2;
    for (const { x, y, size } of letters)
      expect(Math.hypot(x - middle, y - middle) + size).toBeLessThan(drawing.width * 0.62);
    const angles = letters.slice(0, -1).map(({ angle }) => angle as number);
    expect(angles).toEqual([...angles].sort((a, b) => a - b));
    expect(angles[4]).toBe(0);
  });

  it('a character that no font has stops', async () => {
    const seam = seamSeal.parse({ seal: { kind: 'drawn', name: '\u{10fffd}' } });
    expect(await seamDrawing(seam, ports)).toMatchObject({
      error: { code: 'PDF_GLYPH_MISSING', detail: 'U+10FFFD' },
    });
  });
});
