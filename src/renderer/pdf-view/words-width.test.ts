import { describe, expect, it } from 'vitest';
import { zoomFor } from './words-width';

describe('zoom to the words', () => {
  it('lets usual margins go, never words', () => {
    expect(zoomFor(238, 595)).toBeCloseTo(1.1875, 3);
    expect(zoomFor(100, 595)).toBe(1.25);
    expect(zoomFor(297, 595)).toBe(1);
  });
});
