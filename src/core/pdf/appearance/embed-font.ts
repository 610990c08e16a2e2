import { latin1, Refusal } from '../../base';
import { writeName, writeNumbers, writeRef } from '../syntax/write';
import type { Deflate, EmbeddableFont, ObjectRef } from '../types';
import type { RevisionBuilder } from '../update/revision-builder';
import { packedStream } from './packed-stream';
import { toUnicodeCMap } from './to-unicode';
import { parseTrueType, type TrueType } from './truetype';

export interface EmbeddedFont {
  readonly ref: ObjectRef;
  /** The text as a hexadecimal string of glyph codes, two bytes each. */
  show(text: string): string;
}

/** Fonts of an appearance; resources name them F1, F2, … */
export interface EmbeddedFonts {
  readonly fonts: readonly { readonly name: string; readonly ref: ObjectRef }[];
  /** Operators for one text: each character in the first font that has it. */
  show(text: string, size: string): string;
}

/** Six capital letters before the name mark a subset (ISO 32000-1 9.6.4); from the bytes, so that runs repeat. */
const subsetTag = (bytes: Uint8Array): string => {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  let tag = '';
  for (let i = 0, rest = hash; i < 6; i++, rest = Math.floor(rest / 26)) tag += String.fromCharCode(65 + (rest % 26));
  return tag;
};

const descriptor = (font: TrueType, name: string, file: ObjectRef): string => {
  const scale = 1000 / font.unitsPerEm;
  const scaled = (value: number): number => Math.round(value * scale);
  return (
    // Flags 4: symbolic, glyphs are reached by their index (table 123).
    `<</Type/FontDescriptor/FontName${name}/Flags 4/FontBBox[${writeNumbers(font.box.map(scaled))}]/ItalicAngle 0` +
    `/Ascent ${scaled(font.ascent)}/Descent ${scaled(font.descent)}/CapHeight ${scaled(font.capHeight)}/StemV 80` +
    `/FontFile2 ${writeRef(file)}>>`
  );
};

interface PreparedFont {
  readonly font: TrueType;
  readonly name: string;
  readonly file: Uint8Array;
}

/** A ward's captions share a few subsets: each is parsed and packed once for as long as its bytes are held. */
const prepared = new WeakMap<Uint8Array, { readonly deflate: Deflate | undefined; readonly font: PreparedFont }>();

const prepare = (embeddable: EmbeddableFont, deflate: Deflate | undefined): PreparedFont => {
  const { bytes, postScriptName } = embeddable;
  const known = prepared.get(bytes);
  if (known !== undefined && known.deflate === deflate) return known.font;
  const font = {
    font: parseTrueType(bytes),
    name: writeName(`${subsetTag(bytes)}+${postScriptName}`),
    file: packedStream(`/Length1 ${bytes.length}`, bytes, deflate),
  };
  prepared.set(bytes, { deflate, font });
  return font;
};

const hexCode = (codePoint: number): string => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;

/** Type0 font over CIDFontType2 with Identity-H: codes are glyph indexes of the embedded file (9.7.4.2). */
const embedFont = (
  revision: RevisionBuilder,
  { font, name, file: packed }: PreparedFont,
  text: string,
  deflate: Deflate | undefined,
): EmbeddedFont => {
  const glyphs = new Map<number, number>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    glyphs.set(font.glyphOf(codePoint), codePoint);
  }
  const used = new Map([...glyphs].sort(([a], [b]) => a - b));
  const file = revision.add(packed);
  const facts = revision.add(descriptor(font, name, file));
  const widths = [...used.keys()].map(
    (glyph) => `${glyph}[${Math.round((font.advanceOf(glyph) * 1000) / font.unitsPerEm)}]`,
  );
  const descendant = revision.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
      `/FontDescriptor ${writeRef(facts)}/DW 1000/W[${widths.join('')}]/CIDToGIDMap/Identity>>`,
  );
  const unicode = revision.add(packedStream('', latin1(toUnicodeCMap(used)), deflate));
  const ref = revision.add(
    `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H/DescendantFonts[${writeRef(descendant)}]` +
      `/ToUnicode ${writeRef(unicode)}>>`,
  );
  const code = (character: string): string =>
    font
      .glyphOf(character.codePointAt(0) as number)
      .toString(16)
      .padStart(4, '0');
  return { ref, show: (shown) => `<${[...shown].map(code).join('')}>` };
};

/** A font and those that it goes on with. */
const MAX_FONTS = 8;
const chainOf = (font: EmbeddableFont | undefined, depth = 0): EmbeddableFont[] =>
  font === undefined || depth >= MAX_FONTS ? [] : [font, ...chainOf(font.next, depth + 1)];

/** Embeds what a text needs of a font and its next ones. PDF_GLYPH_MISSING where none has a character. */
export const embedFonts = (
  revision: RevisionBuilder,
  first: EmbeddableFont,
  text: string,
  deflate: Deflate | undefined,
): EmbeddedFonts => {
  const fonts = chainOf(first).map((font) => prepare(font, deflate));
  const owner = (character: string): number =>
    fonts.findIndex(({ font }) => font.glyphOf(character.codePointAt(0) as number) !== 0);
  const characters = [...new Set(text)];
  const missing = characters.filter((character) => owner(character) < 0);
  if (missing.length > 0)
    throw new Refusal('PDF_GLYPH_MISSING', missing.map((c) => hexCode(c.codePointAt(0) as number)).join(' '));
  const used = fonts.map((font, index) => {
    const own = characters.filter((character) => owner(character) === index).join('');
    return own === '' && index > 0 ? undefined : embedFont(revision, font, own, deflate);
  });
  const show = (shown: string, size: string): string => {
    let out = '';
    let current = -1;
    let run = '';
    const flush = (): void => {
      const font = used[current];
      if (font !== undefined && run !== '') out += `/F${current + 1} ${size} Tf ${font.show(run)} Tj `;
      run = '';
    };
    for (const character of shown) {
      const index = owner(character);
      if (index !== current) flush();
      current = index;
      run += character;
    }
    flush();
    return out;
  };
  return {
    fonts: used.flatMap((font, index) => (font === undefined ? [] : [{ name: `F${index + 1}`, ref: font.ref }])),
    show,
  };
};
