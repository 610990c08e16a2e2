import { attemptAsync, type Result } from '../../base';
import type { PdfDocument } from '../document/pdf-document';
import { shownGlyphs } from './page-glyphs';

/** What this reader can read of a page's text. */
export interface PageText {
  /** Characters in the order of the content streams, without a guess at lines. */
  readonly text: string;
  /** False when a glyph has no known character or stands outside the crop box: another reader may tell more or less. */
  readonly whole: boolean;
}

/** No character, or one that only its font knows: replacement, control and private use. */
const UNKNOWN = /^$|[\ufffd\p{Cc}\p{Co}]/u;

/** All text of a page's content, annotations left out, to compare with another reader's. Errors as of `findText`. */
export const pageText = (doc: PdfDocument, index: number): Promise<Result<PageText>> =>
  attemptAsync(async () => {
    const { glyphs, someOutside, someUnread } = await shownGlyphs(doc, index);
    const whole = !someOutside && !someUnread && glyphs.every(({ text }) => !UNKNOWN.test(text));
    return { text: glyphs.map(({ text }) => text).join(''), whole };
  });
