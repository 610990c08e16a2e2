/** Width of a text in pixels. */
export type Measure = (text: string, size: number, weight: number) => number;

export interface PadLine {
  readonly text: string;
  readonly size: number;
  readonly weight: number;
}

export interface HeadWords {
  readonly title: string;
  readonly who: string;
  /** What stands before the groups of the digest. */
  readonly digest: string;
  readonly groups: readonly string[];
}

/** Height of a line of this size. */
export const LINE = 1.16;
/** Sizes that are tried, as parts of the largest; at the last one a title may be cut, a name never. */
const STEPS = [1, 0.9, 0.8, 0.7, 0.6, 0.5];
/** Size of each row against the title's. */
const WHO = 0.92;
const DIGEST = 0.6;
const NAME_WEIGHT = 600;
const DIGEST_WEIGHT = 500;
/** Smaller letters than this are not letters on a pad of one bit. */
const SMALLEST = 12;

/**
 * The lines above the place to sign, as large as the room allows: what does not fit is broken into lines first, then set
 * smaller. Names are whole at any length; a title may end in an ellipsis, the digest shows fewer groups.
 */
export function headLines(words: HeadWords, room: { width: number; height: number }, measure: Measure): PadLine[] {
  const largest = Math.min(room.height / (LINE * (1 + WHO + DIGEST)), room.height * 0.36);
  const tries = STEPS.map((step) => linesAt(words, largest * step, room.width, measure));
  const fits = tries.find((lines) => heightOf(lines) <= room.height);
  return fits ?? cut(tries.at(-1) ?? [], words, room, measure);
}

export const heightOf = (lines: readonly PadLine[]): number => lines.reduce((sum, { size }) => sum + size * LINE, 0);

function linesAt({ title, who, digest, groups }: HeadWords, size: number, width: number, measure: Measure): PadLine[] {
  const row = (text: string, part: number, weight: number): PadLine[] => {
    const px = Math.max(SMALLEST, Math.floor(size * part));
    return wrapped(text, width, (line) => measure(line, px, weight)).map((line) => ({ text: line, size: px, weight }));
  };
  const small = Math.max(SMALLEST, Math.floor(size * DIGEST));
  const short = [groups.length, 4, 3, 2]
    .map((count) => [digest, ...groups.slice(0, count)].join(' '))
    .find((text) => measure(text, small, DIGEST_WEIGHT) <= width);
  const last = groups.length === 0 || short === undefined ? [] : [{ text: short, size: small, weight: DIGEST_WEIGHT }];
  return [...row(title, 1, NAME_WEIGHT), ...row(who, WHO, NAME_WEIGHT), ...last];
}

/** Takes lines off the title until the rest has room, and says so by an ellipsis; then the digest goes, a name never. */
function cut(
  lines: readonly PadLine[],
  { who }: HeadWords,
  room: { width: number; height: number },
  measure: Measure,
): PadLine[] {
  const start = lines.findIndex(({ text }) => who.startsWith(text));
  const title = lines.slice(0, Math.max(1, start));
  let rest = lines.slice(title.length);
  const isFull = (): boolean => heightOf([...title, ...rest]) > room.height;
  while (title.length > 1 && isFull()) title.pop();
  if (isFull()) rest = rest.filter(({ weight }) => weight === NAME_WEIGHT);
  if (title.length === start) return [...title, ...rest];
  const last = title.at(-1) as PadLine;
  const letters = [...last.text];
  while (letters.length > 1 && measure(`${letters.join('')}…`, last.size, last.weight) > room.width) letters.pop();
  return [...title.slice(0, -1), { ...last, text: `${letters.join('')}…` }, ...rest];
}

/** Latin words stay whole where a line has room for them; Chinese breaks anywhere, but not before a closing mark. */
const PIECES = /[\p{Script=Latin}\p{Number}'’.,&/-]+\s*|[\p{L}\p{Number}][）》」』、，。；：·！？]*\s*|.\s*/gu;

/** Breaks a text into lines that have room. */
export function wrapped(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  const room = (more: string): boolean => measure((line + more).trimEnd()) <= width;
  for (const piece of text.match(PIECES) ?? []) {
    if (room(piece)) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    for (const letter of piece) {
      if (line !== '' && !room(letter)) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += letter;
    }
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];
}
