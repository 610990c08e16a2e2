import { describe, expect, it } from 'vitest';
import { captureOf, captureWith, sampleAt } from '../../../test/support/captures';
import { must } from '../../core/base';
import type { AppearanceOp } from '../../core/pdf';
import { signatureAppearance } from './signature-appearance';
import { visiblePrint } from './visible-print';

const font = { bytes: new Uint8Array(0), postScriptName: 'X' };
const ink = captureOf('wacom/stu-540/three-characters');
const print = { width: 256, height: 288, pixels: new Uint8Array(256 * 288).fill(200), dpi: 500 };
const caption = { who: '王秀英（患者本人）', when: '2026-11-21 14:05:09' };

const pointsOf = (ops: readonly AppearanceOp[]) =>
  ops.flatMap((op) => (op.kind === 'polygon' || op.kind === 'polyline' ? [...op.points] : []));

describe('appearance', () => {
  it.each([
    [150, 44],
    [190, 46],
    [60, 20],
    [400, 200],
  ])('keeps ink, print and caption inside a box of %i x %i points', (width, height) => {
    const { ops } = must(signatureAppearance({ width, height, ink, finger: print, caption, font }));
    for (const [x, y] of pointsOf(ops)) {
      expect(x).toBeGreaterThanOrEqual(-0.5);
      expect(x).toBeLessThanOrEqual(width + 0.5);
      expect(y).toBeGreaterThanOrEqual(-0.5);
      expect(y).toBeLessThanOrEqual(height + 0.5);
    }
    const image = ops.find((op) => op.kind === 'image');
    expect(image && image.x + image.width).toBeLessThanOrEqual(width);
    expect(image && image.y + image.height).toBeLessThanOrEqual(height);
    const texts = ops.flatMap((op) => (op.kind === 'text' ? [op.text] : []));
    expect(texts.join('')).toBe(`${caption.who}${caption.when}`);
  });

  it('shows print and ink no larger than life and in their proportions', () => {
    const { ops } = must(signatureAppearance({ width: 2000, height: 1000, ink, finger: print, caption, font }));
    const image = ops.find((op) => op.kind === 'image');
    expect(image?.width).toBeCloseTo((256 / 500) * 72, 1);
    expect(image?.height).toBeCloseTo((288 / 500) * 72, 1);
    const xs = pointsOf(ops).map(([x]) => x);
    // the pad is 108 mm wide: 306 points
    expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(310);
  });

  it('takes a single dot, and no ink at all not', () => {
    const dot = captureWith([sampleAt(100, 100, 0)]);
    expect(signatureAppearance({ width: 150, height: 44, ink: dot, caption, font }).ok).toBe(true);
    const none = captureWith([sampleAt(100, 100, 0, { tipSwitch: false })]);
    expect(signatureAppearance({ width: 150, height: 44, ink: none, caption, font })).toMatchObject({
      error: { code: 'INK_EMPTY' },
    });
  });

  it('refuses a box in which nobody could read the caption', () => {
    expect(signatureAppearance({ width: 20, height: 8, ink, caption, font })).toMatchObject({
      error: { code: 'SEAL_BOX_TOO_SMALL' },
    });
  });
});

describe('visible print', () => {
  it('has half the resolution and leaves empty ground white', () => {
    const pixels = Uint8Array.from({ length: 64 * 64 }, (_, at) =>
      at % 64 < 32 ? 180 : Math.floor(at / 2) % 4 < 2 ? 30 : 170,
    );
    const visible = visiblePrint({ width: 64, height: 64, pixels });
    expect([visible.width, visible.height, visible.pixels.length]).toEqual([32, 32, 1024]);
    expect(visible.pixels[0]).toBe(255);
    expect(Math.min(...visible.pixels)).toBe(0);
  });
});
