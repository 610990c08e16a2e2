import { attempt, Refusal, type Result } from '../../base';
import { parseTrueType } from './truetype';

/** Code points of `text`, each once, that the font cannot draw. */
export const codePointsWithoutGlyph = (font: { glyphOf(codePoint: number): number }, text: string): number[] => {
  const missing = new Set<number>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    if (font.glyphOf(codePoint) === 0) missing.add(codePoint);
  }
  return [...missing];
};

/**
 * Code points of `text` for which a font file (TrueType, whole or subset) has no glyph; PDF_FONT_UNUSABLE, also for a font
 * that its maker does not allow to embed.
 * Only the character map is read, so a 10 MB font answers at once.
 */
export const missingGlyphs = (font: Uint8Array, text: string): Result<number[]> =>
  attempt(() => {
    const parsed = parseTrueType(font);
    if (!parsed.mayEmbed) throw new Refusal('PDF_FONT_UNUSABLE', 'its maker forbids embedding');
    return codePointsWithoutGlyph(parsed, text);
  });
