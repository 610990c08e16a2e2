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

const readPpm = (bytes: Uint8Array): Raster => {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
  if (head === null) throw new Error('no P6 picture');
  return { width: Number(head[1]), height: Number(head[2]), pixels: bytes.subarray(head[0].length) };
};

/** First page by poppler, 72 dpi times `scale`. */
export function popplerRaster(folder: string, file: Uint8Array, scale: number): Raster {
  const path = join(folder, 'poppler.pdf');
  writeFileSync(path, file);
  return readPpm(
    execFileSync('pdftoppm', ['-cropbox', '-r', `${72 * scale}`, '-f', '1', '-l', '1', path], {
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
}

/** First page by mupdf. */
export function mupdfRaster(folder: string, file: Uint8Array, scale: number): Raster {
  const path = join(folder, 'mupdf.pdf');
  writeFileSync(path, file);
  return readPpm(
    execFileSync('mutool', ['draw', '-q', '-F', 'ppm', '-r', `${72 * scale}`, '-o', '-', path, '1'], {
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
}

/** First page by pdf.js, on the canvas that it brings along for Node. */
export async function pdfjsRaster(file: Uint8Array, scale: number): Promise<Raster> {
  const document = await getDocument({ data: file.slice(), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale });
  const factory = document.canvasFactory as {
    create(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D };
  };
  const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas, canvasContext: context, viewport, background: '#ffffff' }).promise;
  const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) pixels.set(data.subarray(4 * i, 4 * i + 3), 3 * i);
  await document.destroy();
  return { width, height, pixels };
}

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
