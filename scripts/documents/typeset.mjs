/** Line breaking for Chinese text with Latin words in it (GB/T 15834, 禁则): what may not begin or end a line. */
const NOT_AT_START = new Set('，。、；：？！）》〉」』】〕”’…—·％℃）,.;:?!)]}%');
const NOT_AT_END = new Set('（《〈「『【〔“‘([{');

/** Splits text into pieces that are never broken: one Chinese character, or one run of Latin letters and digits. */
const piecesOf = (text) => text.match(/[A-Za-z0-9.+\-/×~～<>≥≤=]+|\s+|./gu) ?? [];

/**
 * Breaks `text` into lines no wider than `width` points.
 * Each line: { text, width, last }; `last` marks the end of a paragraph, which is not justified.
 */
export function breakLines(text, font, size, width, indent = 0) {
  const lines = [];
  let line = '';
  let room = width - indent;
  const measure = (value) => font.widthOfTextAtSize(value, size);
  const pieces = piecesOf(text);
  const push = (last) => {
    const trimmed = line.trimEnd();
    lines.push({ text: trimmed, width: measure(trimmed), last });
    line = '';
    room = width;
  };
  for (const piece of pieces) {
    if (line !== '' && measure(line + piece) > room && !NOT_AT_START.has(piece)) {
      // carry an opening bracket over to the next line rather than leave it at the end
      let carried = '';
      while (line.length > 1 && NOT_AT_END.has(line.at(-1))) {
        carried = line.at(-1) + carried;
        line = line.slice(0, -1);
      }
      push(false);
      line = carried + piece.trimStart();
    } else line += piece;
  }
  if (line !== '') push(true);
  return lines;
}

/** Character spacing that stretches (or, for hanging punctuation, squeezes) a line to the measure. */
export function justification(line, measure) {
  const gaps = [...line.text].length - 1;
  if (gaps < 8) return 0;
  const slack = measure - line.width;
  if (line.last && slack >= 0) return 0;
  return Math.max(-0.9, Math.min(0.9, slack / gaps));
}
