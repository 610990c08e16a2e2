import type { Failure } from '../../core/base';

const CODE_POINT = /\bU\+([0-9A-F]{4,6})\b/g;

/** The characters of a PDF_GLYPH_MISSING, for the screen of the nurse who chose the name; undefined for any other failure. */
export function missingCharacters({ code, detail = '' }: Failure): string | undefined {
  if (code !== 'PDF_GLYPH_MISSING') return undefined;
  const points = [...detail.matchAll(CODE_POINT)].map(([, hex]) => Number.parseInt(hex as string, 16));
  const known = points.filter((point) => point <= 0x10ffff);
  return known.length === 0 ? undefined : String.fromCodePoint(...known);
}

/** A failure's detail for the log: characters of a name are none of it. */
export const loggableDetail = (failure: Failure): string | undefined =>
  failure.code === 'PDF_GLYPH_MISSING' ? undefined : failure.detail;
