import type { PadPicture, PadTap } from '../../contracts/ipc';

/** The words that stand on a pad. */
export interface PadWords {
  readonly title: string;
  readonly who: string;
  readonly digest: string;
  readonly taps: Readonly<Record<PadTap, string>>;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
type PadLayout = Pick<PadPicture, 'width' | 'height' | 'ink' | 'taps'> & { readonly head: Box };

const ORDER: readonly PadTap[] = ['cancel', 'clear', 'confirm'];
/** Wider pads than this have their areas at the side: there is no height to give away. */
const WIDE = 3;
/** Under this height the words need a larger part to be read. */
const SMALL = 300;

/** Where everything stands on a screen of this many pixels: words on top, ink in the middle, areas below or at the side. */
export function padLayout(width: number, height: number): PadLayout {
  const isWide = width / height > WIDE;
  const side = isWide ? Math.round(width * 0.22) : 0;
  const foot = isWide ? 0 : Math.round(height * 0.18);
  const head = {
    x: 0,
    y: 0,
    width: width - side,
    height: Math.round(height * (isWide ? 0.4 : height < SMALL ? 0.3 : 0.26)),
  };
  const ink = { x: 0, y: head.height, width: width - side, height: height - head.height - foot };
  const taps = ORDER.map((tap, index) => {
    const at = (whole: number, part: number): number => Math.round((whole * part) / ORDER.length);
    const area = isWide
      ? { x: width - side, y: at(height, index), width: side, height: at(height, index + 1) - at(height, index) }
      : { x: at(width, index), y: height - foot, width: at(width, index + 1) - at(width, index), height: foot };
    return { tap, area };
  });
  return { width, height, head, ink, taps };
}

/** Paints black on white, for screens of one bit too; the pixels and areas are what the pad is sent. */
export function paintPad(canvas: OffscreenCanvas, words: PadWords, font: string): PadPicture | undefined {
  const layout = padLayout(canvas.width, canvas.height);
  const { width, height, head, ink, taps } = layout;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  context.textBaseline = 'middle';
  // a narrow strip has room for two lines that can be read
  const lines =
    width / height > WIDE ? [words.title, `${words.who}  ${words.digest}`] : [words.title, words.who, words.digest];
  const row = head.height / lines.length;
  lines.forEach((line, index) => {
    context.font = `${index === 2 ? 400 : 600} ${Math.floor(row * 0.78)}px ${font}`;
    context.fillText(fitted(context, line, head.width - 12), 6, row * (index + 0.5));
  });
  context.textAlign = 'center';
  for (const { tap, area } of taps) {
    context.lineWidth = 2;
    context.strokeRect(area.x + 2, area.y + 2, area.width - 4, area.height - 4);
    context.font = `600 ${Math.floor(Math.min(area.height * 0.5, area.width * 0.2))}px ${font}`;
    context.fillText(words.taps[tap], area.x + area.width / 2, area.y + area.height / 2, area.width - 10);
  }
  context.fillRect(ink.x + 6, ink.y, ink.width - 12, 1);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, pixels: new Uint8Array(data), ink, taps: [...taps] };
}

/** As much of a line as has room, with an ellipsis for what has not. */
function fitted(context: OffscreenCanvasRenderingContext2D, line: string, room: number): string {
  if (context.measureText(line).width <= room) return line;
  const letters = [...line];
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > room) letters.pop();
  return `${letters.join('')}…`;
}
