/** Characters of 0x80 to 0x9F in WinAnsiEncoding (ISO 32000-1 annex D.2); the rest is ISO 8859-1. */
const WIN_ANSI_HIGH = '€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ';

/** Characters of 0x80 to 0xFF in MacRomanEncoding (annex D.2). */
const MAC_ROMAN_HIGH =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';

export const winAnsi = (code: number): string =>
  code >= 0x80 && code <= 0x9f ? WIN_ANSI_HIGH.charAt(code - 0x80) : String.fromCharCode(code);

export const macRoman = (code: number): string =>
  code >= 0x80 ? MAC_ROMAN_HIGH.charAt(code - 0x80) : String.fromCharCode(code);

/** StandardEncoding differs from ASCII in its two quotes; its upper half is rare in forms and is left out. */
export const standard = (code: number): string =>
  code === 0x27 ? '’' : code === 0x60 ? '‘' : code < 0x80 ? String.fromCharCode(code) : '';

/** Names of the Adobe Glyph List for ASCII signs and digits; letters are their own names. */
const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'space:  exclam:! quotedbl:" numbersign:# dollar:$ percent:% ampersand:& quotesingle:\' quoteright:’ parenleft:( ' +
    'parenright:) asterisk:* plus:+ comma:, hyphen:- minus:− period:. slash:/ zero:0 one:1 two:2 three:3 four:4 five:5 ' +
    'six:6 seven:7 eight:8 nine:9 colon:: semicolon:; less:< equal:= greater:> question:? at:@ bracketleft:[ ' +
    'backslash:\\ bracketright:] asciicircum:^ underscore:_ grave:` quoteleft:‘ braceleft:{ bar:| braceright:} ' +
    'asciitilde:~ bullet:• endash:– emdash:— quotedblleft:“ quotedblright:” ellipsis:… degree:° section:§ copyright:© ' +
    'registered:® trademark:™ plusminus:± multiply:× divide:÷ mu:µ periodcentered:· fi:ﬁ fl:ﬂ Euro:€ yen:¥ sterling:£'
  )
    .split(/ (?! )/)
    .map((pair) => {
      const at = pair.indexOf(':');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
);

/** Unicode text of a glyph name: Adobe Glyph List for New Fonts, uniXXXX and uXXXXXX; '' when unknown. */
export const textOfGlyphName = (name: string): string => {
  const base = name.split('.')[0] ?? '';
  const known = NAMES[base];
  if (known !== undefined) return known;
  if (/^[A-Za-z]$/.test(base)) return base;
  const hex = /^uni([0-9A-F]{4})/.exec(base)?.[1] ?? /^u([0-9A-F]{4,6})$/.exec(base)?.[1];
  const code = hex === undefined ? Number.NaN : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
};
