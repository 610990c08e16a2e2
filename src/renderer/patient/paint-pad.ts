import type { PadPicture, PadTap } from '../../contracts/ipc';
import { type HeadWords, headLines, heightOf, LINE, type Measure } from './pad-text';

/** The words that stand on a pad. */
export interface PadWords extends HeadWords {
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
/** The accent of the screens (tokens.css, --accent); on a screen of one bit it is black. */
const ACCENT = '#0a5c63';
/** Room between what is drawn and the edges. */
const EDGE = 6;
/** Shares of the height: the words, and the areas below. */
const HEAD = { wide: 0.5, usual: 0.34 };
const FOOT = 0.19;

/** Where everything stands on a screen of this many pixels: words on top, ink in the middle, areas below or at the side. */
export function padLayout(width: number, height: number): PadLayout {
  const isWide = width / height > WIDE;
  const side = isWide ? Math.round(width * 0.22) : 0;
  const foot = isWide ? 0 : Math.round(height * FOOT);
  const head = {
    x: 0,
    y: 0,
    width: width - side,
    height: Math.round(height * (isWide ? HEAD.wide : HEAD.usual)),
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

/**
 * Paints dark on white, so that a screen of one bit shows the same; the pixels and areas are what the pad is sent. Nothing
 * is painted where the pen leaves ink: wiping the ink would take it away.
 */
export function paintPad(canvas: OffscreenCanvas, words: PadWords, font: string): PadPicture | undefined {
  const layout = padLayout(canvas.width, canvas.height);
  const { width, height, head, ink, taps } = layout;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  const setFont = (size: number, weight: number): void => {
    context.font = `${weight} ${size}px ${font}`;
  };
  const measure: Measure = (text, size, weight) => {
    setFont(size, weight);
    return context.measureText(text).width;
  };
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  context.textBaseline = 'middle';
  const room = { width: head.width - 2 * EDGE, height: head.height - EDGE };
  const lines = headLines(words, room, measure);
  let top = (room.height - heightOf(lines)) / 2;
  for (const { text, size, weight } of lines) {
    setFont(size, weight);
    context.fillText(text, EDGE, Math.round(top + (size * LINE) / 2));
    top += size * LINE;
  }
  context.fillRect(EDGE, head.height - 2, head.width - 2 * EDGE, 2);
  for (const { tap, area } of taps) paintButton(context, words.taps[tap], area, tap === 'confirm', measure);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, pixels: new Uint8Array(data), ink, taps: [...taps] };
}

/** The one that carries on is filled; the others are outlined. */
function paintButton(
  context: OffscreenCanvasRenderingContext2D,
  words: string,
  area: Box,
  isPrimary: boolean,
  measure: Measure,
): void {
  const gap = Math.max(2, Math.round(area.height * 0.06));
  const box = [area.x + gap, area.y + gap, area.width - 2 * gap, area.height - 2 * gap] as const;
  context.fillStyle = context.strokeStyle = isPrimary ? ACCENT : 'black';
  context.lineWidth = 2;
  if (isPrimary) context.fillRect(...box);
  else context.strokeRect(box[0] + 1, box[1] + 1, box[2] - 2, box[3] - 2);
  let size = Math.floor(area.height * 0.58);
  while (size > 8 && measure(words, size, 600) > area.width - 4 * gap) size--;
  measure(words, size, 600);
  context.fillStyle = isPrimary ? 'white' : 'black';
  context.textAlign = 'center';
  context.fillText(words, area.x + area.width / 2, area.y + area.height / 2 + 1);
}
