import { OPTION_MODE, type OptionMode, REPORT } from './constants';

/** Commands as reports, before framing or padding. The pad answers a get with the report itself, a set with a result. */
export const getReport = (id: number): Uint8Array => Uint8Array.of(REPORT.getReport, id);
export const setPenDataOptionMode = (mode: OptionMode = OPTION_MODE.timeCountSequence): Uint8Array =>
  Uint8Array.of(REPORT.penDataOptionMode, mode);
/** 0: soft reset; the pad is deaf for about a second, and forgets the option mode. */
export const setReset = (): Uint8Array => Uint8Array.of(REPORT.reset, 0);
export const setClearScreen = (): Uint8Array => Uint8Array.of(REPORT.clearScreen, 0);
/** The pad draws the ink on its own screen. */
export const setInkingMode = (on: boolean): Uint8Array => Uint8Array.of(REPORT.inkingMode, on ? 1 : 0);

/** Pixels of the pad's screen, from the top left. */
export interface PadArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const le16 = (value: number): [number, number] => [value & 0xff, (value >> 8) & 0xff];
/** First and last pixel, both inside. The tables name the second corner "lower right pixel"; that it is inside is our reading. */
const corners = ({ x, y, width, height }: PadArea): number[] => [x, y, x + width - 1, y + height - 1].flatMap(le16);

export const setClearScreenArea = (area: PadArea): Uint8Array =>
  Uint8Array.of(REPORT.clearScreenArea, 0, 1, ...corners(area));
export const setHandwritingDisplayArea = (area: PadArea): Uint8Array =>
  Uint8Array.of(REPORT.handwritingDisplayArea, ...corners(area));
/** Begins an image, of the whole screen or of an area. */
export const setStartImage = (encoding: number, area?: PadArea): Uint8Array =>
  area === undefined
    ? Uint8Array.of(REPORT.startImageData, encoding)
    : Uint8Array.of(REPORT.startImageDataArea, encoding, 1, ...corners(area));
export const setImageBlock = (data: Uint8Array): Uint8Array => {
  const block = new Uint8Array(3 + data.length);
  block.set([REPORT.imageDataBlock, ...le16(data.length)]);
  block.set(data, 3);
  return block;
};
export const setEndImage = (end: 'commit' | 'abandon'): Uint8Array =>
  Uint8Array.of(REPORT.endImageData, end === 'commit' ? 0 : 1);

/** Pen reports are encrypted from here on and carry this number. */
export const setStartCapture = (sessionId: number): Uint8Array =>
  Uint8Array.of(REPORT.startCapture, sessionId >>> 24, sessionId >>> 16, sessionId >>> 8, sessionId);
export const setEndCapture = (): Uint8Array => Uint8Array.of(REPORT.endCapture, 0);
