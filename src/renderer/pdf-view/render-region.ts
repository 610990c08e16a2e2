import { AnnotationMode, type PDFPageProxy, type RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A part of a page in PDF points, origin at the top left of the page as displayed (rotation applied). */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** More would exceed what Chromium paints reliably on the shared graphics of a ward's computer. */
const MAX_PIXELS = 16_000_000;

export const pageRegion = (page: PDFPageProxy): Region => {
  const { width, height } = page.getViewport({ scale: 1 });
  return { x: 0, y: 0, width, height };
};

/** A piece of page around `rect`, at least `minWidth` points wide, kept inside the page. */
export function regionAround(rect: Region, page: Region, minWidth: number, aspect: number): Region {
  const width = Math.min(page.width, Math.max(minWidth, rect.width * 1.5, rect.height * 1.6 * aspect));
  const height = Math.min(page.height, width / aspect);
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
  return {
    x: clamp(rect.x + rect.width / 2 - width / 2, page.width - width),
    y: clamp(rect.y + rect.height / 2 - height / 2, page.height - height),
    width,
    height,
  };
}

/** Draws `region` so that it is `cssWidth` wide and sharp on this display, with the appearances of annotations. */
export function renderRegion(
  page: PDFPageProxy,
  region: Region,
  canvas: HTMLCanvasElement,
  cssWidth: number,
  pixelRatio: number,
): RenderTask {
  const cssHeight = (cssWidth * region.height) / region.width;
  const density = Math.min(pixelRatio, Math.sqrt(MAX_PIXELS / (cssWidth * cssHeight)));
  const scale = (cssWidth * density) / region.width;
  canvas.width = Math.max(1, Math.round(cssWidth * density));
  canvas.height = Math.max(1, Math.round(cssHeight * density));
  const viewport = page.getViewport({ scale, offsetX: -region.x * scale, offsetY: -region.y * scale });
  return page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
}
