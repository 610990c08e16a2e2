import { describe, expect, it } from 'vitest';
import { loggableDetail, missingCharacters } from './missing-characters';

describe('characters that no font has', () => {
  const failure = { code: 'PDF_GLYPH_MISSING', detail: 'U+2A6D6 U+E123 U+FFFFFF' };

  it('are named on the screen and not in the log', () => {
    expect(missingCharacters(failure)).toBe('\u{2A6D6}\uE123');
    expect(loggableDetail(failure)).toBeUndefined();
  });

  it('are nothing of any other failure', () => {
    const other = { code: 'PDF_DAMAGED', detail: 'U+2A6D6' };
    expect(missingCharacters(other)).toBeUndefined();
    expect(missingCharacters({ code: 'PDF_GLYPH_MISSING' })).toBeUndefined();
    expect(loggableDetail(other)).toBe('U+2A6D6');
  });
});
