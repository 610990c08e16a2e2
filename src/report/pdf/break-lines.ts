/** Never at the beginning of a line, never at its end (GB/T 15834-2011 5.1.8). */
const NOT_FIRST = /^[，。；：、！？）》」』”’】〕·,.;:!?)\]}%…]/;
const NOT_LAST = /[（《「『“‘【〔([{]$/;
const IDEOGRAPH = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[\ud840-\ud8ff][\udc00-\udfff]/u;

/** Pieces between which a line may break: an ideograph with the marks that cling to it, a word with its space. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let open = false;
  for (const character of text) {
    const last = pieces.at(-1);
    const word = !IDEOGRAPH.test(character) && last !== undefined && !IDEOGRAPH.test(last) && !/\s$/.test(last);
    const clings = open || word || NOT_FIRST.test(character) || /\s/.test(character);
    if (last !== undefined && clings) pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
    open = NOT_LAST.test(character);
  }
  return pieces;
}

/** Lines no wider than `measure`; `widthOf` in the same unit. What has no place to break is broken where it is full. */
export function breakLines(text: string, measure: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  const put = (piece: string): void => {
    if (line !== '' && widthOf((line + piece).trimEnd()) > measure) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  };
  for (const piece of piecesOf(text)) {
    if (widthOf(piece.trimEnd()) <= measure) put(piece);
    else for (const character of piece) put(character);
  }
  return [...lines, line.trimEnd()];
}
