import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** RGB, one byte a channel, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Binary PPM pictures, one behind the other. */
const readPpms = (bytes: Uint8Array): Raster[] => {
  const rasters: Raster[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(at, at + 64)).toString('latin1'));
    if (head === null) throw new Error('no P6 picture');
    const [width, height] = [Number(head[1]), Number(head[2])];
    const start = at + head[0].length;
    at = start + 3 * width * height;
    rasters.push({ width, height, pixels: bytes.subarray(start, at) });
  }
  return rasters;
};

const drawnBy = (tool: string, options: readonly string[], file: Uint8Array, path: string): Raster[] => {
  writeFileSync(path, file);
  return readPpms(execFileSync(tool, options, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }));
};

/** Pages by poppler, 72 dpi times `scale`; it does not know /UserUnit. */
export function popplerRasters(folder: string, file: Uint8Array, scale: number, pages = 9999): Raster[] {
  const path = join(folder, 'poppler.pdf');
  return drawnBy('pdftoppm', ['-cropbox', '-r', `${72 * scale}`, '-f', '1', '-l', `${pages}`, path], file, path);
}

/** Pages by mupdf. */
export function mupdfRasters(folder: string, file: Uint8Array, scale: number, pages = 'N'): Raster[] {
  const path = join(folder, 'mupdf.pdf');
  const options = ['draw', '-q', '-F', 'ppm', '-r', `${72 * scale}`, '-o', '-', path, `1-${pages}`];
  return drawnBy('mutool', options, file, path);
}

/** Pages by pdf.js, on the canvas that it brings along for Node. */
export async function pdfjsRasters(file: Uint8Array, scale: number, pages = 9999): Promise<Raster[]> {
  const document = await getDocument({ data: file.slice(), verbosity: 0 }).promise;
  const factory = document.canvasFactory as {
    create(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D };
  };
  const rasters: Raster[] = [];
  for (let number = 1; number <= Math.min(pages, document.numPages); number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale });
    const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas, canvasContext: context, viewport, background: '#ffffff' }).promise;
    const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const pixels = new Uint8Array(3 * width * height);
    for (let i = 0; i < width * height; i++) pixels.set(data.subarray(4 * i, 4 * i + 3), 3 * i);
    rasters.push({ width, height, pixels });
  }
  await document.destroy();
  return rasters;
}

/** First page by poppler. */
export const popplerRaster = (folder: string, file: Uint8Array, scale: number): Raster =>
  popplerRasters(folder, file, scale, 1)[0] as Raster;

/** First page by mupdf. */
export const mupdfRaster = (folder: string, file: Uint8Array, scale: number): Raster =>
  mupdfRasters(folder, file, scale, '1')[0] as Raster;

/** First page by pdf.js. */
export const pdfjsRaster = async (file: Uint8Array, scale: number): Promise<Raster> =>
  (await pdfjsRasters(file, scale, 1))[0] as Raster;

/** Colour at a place given as shares of the page. */
export const colourAt = (
  { width, height, pixels }: Raster,
  x: number,
  y: number,
): readonly [number, number, number] => {
  const column = Math.min(width - 1, Math.max(0, Math.floor(x * width)));
  const row = Math.min(height - 1, Math.max(0, Math.floor(y * height)));
  const at = 3 * (row * width + column);
  return [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
};

/** Mean difference of colours, 0 to 255, after a 3 by 3 blur that forgives other anti-aliasing. */
export function difference(a: Raster, b: Raster): number {
  if (Math.abs(a.width - b.width) > 1 || Math.abs(a.height - b.height) > 1) return 255;
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  let sum = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++)
      for (let c = 0; c < 3; c++) sum += Math.abs(blurred(a, x, y, c) - blurred(b, x, y, c));
  return sum / (3 * (width - 2) * (height - 2));
}

const blurred = ({ width, pixels }: Raster, x: number, y: number, c: number): number => {
  let sum = 0;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) sum += pixels[3 * ((y + dy) * width + x + dx) + c] as number;
  return sum / 9;
};

/** Share of pixels for which `is` holds, within a box given as shares of the page. */
export function share(
  { width, height, pixels }: Raster,
  [left, top, right, bottom]: readonly [number, number, number, number],
  is: (r: number, g: number, b: number) => boolean,
): number {
  let count = 0;
  let all = 0;
  for (let y = Math.floor(top * height); y < bottom * height; y++)
    for (let x = Math.floor(left * width); x < right * width; x++, all++) {
      const at = 3 * (y * width + x);
      if (is(pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number)) count++;
    }
  return count / all;
}

/** Largest difference of the mean green of any square of `side` pixels, 0 to 255: what a wrong or missing glyph cannot hide in. */
export function worstSquare(a: Raster, b: Raster, side: number): number {
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  let worst = 0;
  for (let y = 0; y + side <= height; y += side)
    for (let x = 0; x + side <= width; x += side)
      worst = Math.max(worst, Math.abs(squareMean(a, x, y, side) - squareMean(b, x, y, side)));
  return worst;
}

const squareMean = ({ width, pixels }: Raster, x: number, y: number, side: number): number => {
  let sum = 0;
  for (let dy = 0; dy < side; dy++)
    for (let dx = 0; dx < side; dx++) sum += pixels[3 * ((y + dy) * width + x + dx) + 1] as number;
  return sum / (side * side);
};
