/** A bfchar block takes at most 100 lines (Adobe Technical Note 5014, 1.4.1). */
const BLOCK = 100;

const hex4 = (n: number): string => n.toString(16).padStart(4, '0').toUpperCase();

const utf16Hex = (codePoint: number): string => {
  const text = String.fromCodePoint(codePoint);
  let out = '';
  for (let i = 0; i < text.length; i++) out += hex4(text.charCodeAt(i));
  return out;
};

/** The ToUnicode CMap (ISO 32000-1 9.10.3) for glyph codes of two bytes. */
export const toUnicodeCMap = (codePoints: ReadonlyMap<number, number>): string => {
  const lines = [...codePoints].map(([glyph, codePoint]) => `<${hex4(glyph)}> <${utf16Hex(codePoint)}>`);
  let blocks = '';
  for (let i = 0; i < lines.length; i += BLOCK) {
    const block = lines.slice(i, i + BLOCK);
    blocks += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
};
