import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';

/** The margins of a usual form are a tenth of the page on each side: more than this would push words out of sight. */
const MOST = 1.25;
/** Room left beside the words, for the frames of tables. */
const AIR = 0.95;

/**
 * How much wider than the room a page may stand, in the middle, so that all its words are still in sight: the paper's
 * margins give way to larger letters. 1 for a page without words, such as a scan.
 */
export async function wordsZoom(page: PDFPageProxy): Promise<number> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  let farthest = 0;
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [, , , , x, y] = item.transform as number[];
    const ends = [
      viewport.convertToViewportPoint(x ?? 0, y ?? 0),
      viewport.convertToViewportPoint((x ?? 0) + item.width, y ?? 0),
    ];
    for (const [endX] of ends) farthest = Math.max(farthest, Math.abs((endX as number) - viewport.width / 2));
  }
  return farthest === 0 ? 1 : zoomFor(farthest, viewport.width);
}

/** From the farthest word's distance to the middle of the page. */
export const zoomFor = (farthest: number, pageWidth: number): number =>
  Math.min(MOST, Math.max(1, (AIR * pageWidth) / (2 * farthest)));

/** The zoom of the narrowest margins among the first pages, so that letters keep their size from page to page. */
export function useWordsZoom(pdf: PDFDocumentProxy | undefined): number | undefined {
  const [zoom, setZoom] = useState<number>();
  useEffect(() => {
    if (pdf === undefined) return undefined;
    let stopped = false;
    const measure = async () => {
      let least = MOST;
      for (let page = 1; page <= Math.min(3, pdf.numPages); page++) {
        least = Math.min(least, await wordsZoom(await pdf.getPage(page)));
      }
      return least;
    };
    measure()
      .catch(() => 1)
      .then((least) => {
        if (!stopped) setZoom(least);
      });
    return () => {
      stopped = true;
    };
  }, [pdf]);
  return zoom;
}
