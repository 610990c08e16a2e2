import { readFile } from 'node:fs/promises';
import subsetFont from 'subset-font';
import { err, ok, type Result } from '../../core/base';
import { type EmbeddableFont, missingGlyphs } from '../../core/pdf';

/** Gives the font for a caption, with exactly the glyphs that captions with these characters need. */
export interface CaptionFont {
  /** PDF_GLYPH_MISSING (detail: the code points, never the name), SEAL_FONT_MISSING. */
  fontFor(text: string): Promise<Result<EmbeddableFont>>;
}

/** In every subset, so that only the characters of names make a new one: digits, punctuation and all fixed words. */
export const CAPTION_BASE =
  '0123456789-:/ .()（）·,，年月日时分秒患者本人法定代理监护近亲属授权委托关系医疗机构负责翻译员见证签名配偶子女孙父母亲祖外兄弟姐妹其他非';

/** A subset is 10-30 KB; a ward has far fewer names in a day than this. */
const CACHE_ENTRIES = 64;
const POSTSCRIPT_NAME = 'NotoSansSC-Regular';

const characterSet = (text: string): string => [...new Set([...CAPTION_BASE, ...text])].sort().join('');
const codePoint = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * Subsets of the font file at `path` (full TrueType) by harfbuzz, kept by character set: subsetting costs tens of
 * milliseconds, so `fontFor` is called once when the signer is chosen and answers from memory when the act is prepared.
 */
export function createCaptionFont(path: string): CaptionFont {
  const cache = new Map<string, Promise<EmbeddableFont>>();
  let full: Promise<Uint8Array> | undefined;

  const subset = async (characters: string): Promise<EmbeddableFont> => {
    const bytes = await subsetFont(Buffer.from(await (full as Promise<Uint8Array>)), characters, {
      targetFormat: 'truetype',
      noLayoutClosure: true,
      keepFeatures: [],
    });
    return { bytes: new Uint8Array(bytes), postScriptName: POSTSCRIPT_NAME };
  };

  return {
    fontFor: async (text) => {
      full ??= readFile(path).then((buffer) => new Uint8Array(buffer));
      let bytes: Uint8Array;
      try {
        bytes = await full;
      } catch {
        full = undefined;
        return err('SEAL_FONT_MISSING');
      }
      const characters = characterSet(text);
      let font = cache.get(characters);
      if (font === undefined) {
        const missing = missingGlyphs(bytes, characters);
        if (!missing.ok) return missing;
        if (missing.value.length > 0) return err('PDF_GLYPH_MISSING', missing.value.map(codePoint).join(' '));
        font = subset(characters);
        cache.set(characters, font);
        for (const oldest of cache.keys()) {
          if (cache.size <= CACHE_ENTRIES) break;
          cache.delete(oldest);
        }
      }
      return ok(await font);
    },
  };
}
