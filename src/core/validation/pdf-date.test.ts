import { describe, expect, it } from 'vitest';
import { readPdfDate } from './pdf-date';

describe('PDF dates (ISO 32000-2 7.9.4)', () => {
  it.each([
    ["D:20261121140500+08'00'", Date.UTC(2026, 10, 21, 6, 5, 0)],
    ["D:20261121140500+08'00", Date.UTC(2026, 10, 21, 6, 5, 0)],
    ["D:20261121140500-03'30'", Date.UTC(2026, 10, 21, 17, 35, 0)],
    ['D:20261121140500Z', Date.UTC(2026, 10, 21, 14, 5, 0)],
    ["D:20261121140500Z00'00'", Date.UTC(2026, 10, 21, 14, 5, 0)],
    ['D:20261121', Date.UTC(2026, 10, 21)],
    ['D:2026', Date.UTC(2026, 0, 1)],
  ])('%s', (text, expected) => {
    expect(readPdfDate(text)).toBe(expected);
  });

  it.each(['20261121140500Z', 'D:', 'D:20261321', 'D:20261121250000Z', 'D:2026112114050', 'yesterday'])(
    'not %s',
    (text) => {
      expect(readPdfDate(text)).toBeUndefined();
    },
  );
});
