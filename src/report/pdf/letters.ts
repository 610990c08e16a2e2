import type { PDFFont } from 'pdf-lib';

/** The report's font: what it can show, and how wide it is. */
export interface Letters {
  readonly font: PDFFont;
  /** The text with every character that the font lacks written as its code point: never a box, never a gap. */
  shown(text: string): string;
  /** Width of a shown text at a size, points. */
  width(text: string, size: number): number;
}

const codePoint = (character: string): string =>
  `〔U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}〕`;
/** Line ends and tabs are spaces here; controls and marks that turn the direction of a text would hide or disguise it. */
const BLANK = /[\s\u00a0]/u;

export function lettersOf(font: PDFFont): Letters {
  const known = new Set(font.getCharacterSet());
  const widths = new Map<string, number>();
  const widthOf = (character: string): number => {
    const kept = widths.get(character);
    if (kept !== undefined) return kept;
    const width = font.widthOfTextAtSize(character, 1000) / 1000;
    widths.set(character, width);
    return width;
  };
  return {
    font,
    shown: (text) =>
      Array.from(text, (character) => {
        if (BLANK.test(character)) return ' ';
        return known.has(character.codePointAt(0) as number) && !/\p{C}/u.test(character)
          ? character
          : codePoint(character);
      }).join(''),
    width: (text, size) => Array.from(text).reduce((sum, character) => sum + widthOf(character), 0) * size,
  };
}
