import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
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

/** A font file, read when it is first needed; undefined when it is not there. */
const fileOf = (path: string): (() => Promise<Uint8Array | undefined>) => {
  let read: Promise<Uint8Array | undefined> | undefined;
  return async () => {
    read ??= readFile(path).then(
      (buffer) => new Uint8Array(buffer),
      () => undefined,
    );
    const bytes = await read;
    if (bytes === undefined) read = undefined;
    return bytes;
  };
};

const subset = async (file: Uint8Array, characters: string, postScriptName: string): Promise<EmbeddableFont> => {
  const bytes = await subsetFont(Buffer.from(file.buffer, file.byteOffset, file.length), characters, {
    targetFormat: 'truetype',
    noLayoutClosure: true,
    keepFeatures: [],
  });
  return { bytes: new Uint8Array(bytes), postScriptName };
};

/** Letters and digits of a file's name: enough for a reader to tell the fonts apart. */
const nameOf = (path: string): string => basename(path, extname(path)).replace(/[^A-Za-z0-9-]/g, '');

/**
 * Subsets of the font file at `path` (full TrueType) by harfbuzz, kept by character set: subsetting costs tens of
 * milliseconds, so `fontFor` is called once when the signer is chosen and answers from memory when the act is prepared.
 * Characters that it lacks are taken from the fonts at `rarePaths`, in that order, as far as they are installed.
 */
export function createCaptionFont(path: string, rarePaths: readonly string[] = []): CaptionFont {
  const cache = new Map<string, Promise<EmbeddableFont>>();
  const first = fileOf(path);
  const rare = rarePaths.map((rarePath) => ({ name: nameOf(rarePath), file: fileOf(rarePath) }));

  /** Subsets of rare fonts for what is still missing; the code points that nobody has. */
  const rareSubsets = async (
    missing: readonly number[],
  ): Promise<{ fonts: EmbeddableFont[]; left: readonly number[] }> => {
    const fonts: EmbeddableFont[] = [];
    let left = missing;
    for (const { name, file } of rare) {
      const bytes = left.length === 0 ? undefined : await file();
      const lacking = bytes === undefined ? undefined : missingGlyphs(bytes, String.fromCodePoint(...left));
      if (bytes === undefined || lacking === undefined || !lacking.ok) continue;
      const here = left.filter((code) => !lacking.value.includes(code));
      if (here.length > 0) fonts.push(await subset(bytes, String.fromCodePoint(...here), name));
      left = lacking.value;
    }
    return { fonts, left };
  };

  const make = async (bytes: Uint8Array, characters: string, rareFonts: readonly EmbeddableFont[]) => {
    const next = rareFonts.reduceRight<EmbeddableFont | undefined>(
      (after, font) => (after === undefined ? font : { ...font, next: after }),
      undefined,
    );
    const main = await subset(bytes, characters, POSTSCRIPT_NAME);
    return next === undefined ? main : { ...main, next };
  };

  const keep = (characters: string, font: Promise<EmbeddableFont>): Promise<EmbeddableFont> => {
    cache.set(characters, font);
    for (const oldest of cache.keys()) {
      if (cache.size <= CACHE_ENTRIES) break;
      cache.delete(oldest);
    }
    return font;
  };

  return {
    fontFor: async (text) => {
      const bytes = await first();
      if (bytes === undefined) return err('SEAL_FONT_MISSING');
      const characters = characterSet(text);
      const known = cache.get(characters);
      if (known !== undefined) return ok(await known);
      const missing = missingGlyphs(bytes, characters);
      if (!missing.ok) return missing;
      const { fonts, left } = await rareSubsets(missing.value);
      if (left.length > 0) return err('PDF_GLYPH_MISSING', left.map(codePoint).join(' '));
      return ok(await (cache.get(characters) ?? keep(characters, make(bytes, characters, fonts))));
    },
  };
}
