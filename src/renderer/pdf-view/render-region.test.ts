import { describe, expect, it, vi } from 'vitest';
import { regionAround } from './render-region';

vi.mock('pdfjs-dist/legacy/build/pdf.mjs', () => ({ AnnotationMode: { ENABLE: 1 } }));

const PAGE = { x: 0, y: 0, width: 595, height: 842 };

describe('region around a signature', () => {
  it('keeps the rectangle in sight and inside the page', () => {
    for (const rect of [
      { x: 300, y: 560, width: 190, height: 46 },
      { x: 0, y: 0, width: 100, height: 40 },
      { x: 480, y: 800, width: 115, height: 42 },
    ]) {
      const region = regionAround(rect, PAGE, 300, 1.8);
      expect(region.x).toBeGreaterThanOrEqual(0);
      expect(region.y).toBeGreaterThanOrEqual(0);
      expect(region.x + region.width).toBeLessThanOrEqual(PAGE.width);
      expect(region.y + region.height).toBeLessThanOrEqual(PAGE.height);
      expect(region.x).toBeLessThanOrEqual(rect.x);
      expect(region.x + region.width).toBeGreaterThanOrEqual(rect.x + rect.width);
      expect(region.y).toBeLessThanOrEqual(rect.y);
      expect(region.y + region.height).toBeGreaterThanOrEqual(rect.y + rect.height);
    }
  });
});
