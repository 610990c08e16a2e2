import { describe, expect, it } from 'vitest';
import { padLayout } from './paint-pad';

describe('padLayout', () => {
  it.each([
    [800, 480],
    [320, 200],
    [640, 480],
    [396, 100],
  ])('%i x %i: nothing overlaps, everything is on the screen, areas are large enough for a pen', (width, height) => {
    const { head, ink, taps } = padLayout(width, height);
    const boxes = [head, ink, ...taps.map(({ area }) => area)];
    const count = new Uint8Array(width * height);
    for (const box of boxes)
      for (let y = box.y; y < box.y + box.height; y++)
        for (let x = box.x; x < box.x + box.width; x++) count[y * width + x]! += 1;
    expect(count.every((times) => times === 1)).toBe(true);
    expect(taps.map(({ tap }) => tap)).toEqual(['cancel', 'clear', 'confirm']);
    expect(Math.min(...taps.map(({ area }) => area.height))).toBeGreaterThanOrEqual(33);
    expect(ink.height / height).toBeGreaterThan(0.45);
  });
});
