import { err, ok, type Result } from '../../core/base';
import type { FingerImage } from '../../core/finger';
import { type InkCapture, inkOutline } from '../../core/ink';
import type { Appearance, AppearanceOp, EmbeddableFont } from '../../core/pdf';
import type { Caption } from './caption';
import { visiblePrint } from './visible-print';

/** Ink of the form: a blue-black that scans and copies well. */
const INK_COLOUR = 0x14202b;
/** DESIGN: vermilion, as a seal. */
const PRINT_COLOUR = 0xc8321e;
const CAPTION_COLOUR = 0x3a4652;

/** Points. */
const CAPTION_SIZE = { largest: 7, comfortable: 5, smallest: 2 };
const LINE_HEIGHT = 1.35;
const MARGIN = 1.5;
/** Width of Latin letters, digits and punctuation beside a Chinese character of Noto Sans SC, which is one em. */
const NARROW_EM = 0.58;
/** Sensors that do not state it: FBI/EN-conformant readers and optical modules are 500 dpi. */
const USUAL_DPI = 500;
/** Deflated drawing of one signature. */
const INK_MAX_BYTES = 4096;

const widthEm = (text: string): number => {
  let em = 0;
  for (const character of text) em += (character.codePointAt(0) as number) < 0x2000 ? NARROW_EM : 1;
  return em;
};

export interface AppearanceInput {
  /** Of the slot's box as displayed, points. */
  readonly width: number;
  readonly height: number;
  readonly ink: InkCapture;
  readonly finger?: FingerImage;
  readonly caption: Caption;
  readonly font: EmbeddableFont;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One line where it can be read well, else who above when; smaller still for long names in small boxes. */
function captionOps(input: AppearanceInput): { ops: AppearanceOp[]; height: number } | undefined {
  const { who, when } = input.caption;
  const sizeOf = (lines: readonly string[]) =>
    Math.min(
      CAPTION_SIZE.largest,
      input.height / (4 + lines.length),
      (input.width - 2 * MARGIN) / Math.max(...lines.map(widthEm)),
    );
  const single = [`${who}${when}`];
  const lines = sizeOf(single) >= CAPTION_SIZE.comfortable ? single : [who, when];
  const size = sizeOf(lines);
  if (size < CAPTION_SIZE.smallest) return undefined;
  const last = input.height - MARGIN - size * 0.25;
  const ops = lines.map((text, index): AppearanceOp => {
    const y = last - (lines.length - 1 - index) * size * LINE_HEIGHT;
    return { kind: 'text', x: MARGIN, y, size, text, color: CAPTION_COLOUR };
  });
  return { ops, height: size * LINE_HEIGHT * lines.length };
}

/** The print at its true size, shrunk to fit, at the right edge; undefined area for it stays with the ink. */
function printOp(finger: FingerImage, area: Area): AppearanceOp & { kind: 'image' } {
  const pointsPerPixel = 72 / (finger.dpi ?? USUAL_DPI);
  const trueWidth = finger.width * pointsPerPixel;
  const trueHeight = finger.height * pointsPerPixel;
  const scale = Math.min(1, area.height / trueHeight, (area.width * 0.4) / trueWidth);
  const width = trueWidth * scale;
  const height = trueHeight * scale;
  const visible = visiblePrint(finger);
  return {
    kind: 'image',
    x: area.x + area.width - width,
    y: area.y + (area.height - height) / 2,
    width,
    height,
    pixels: visible.pixels,
    pixelWidth: visible.width,
    pixelHeight: visible.height,
    color: PRINT_COLOUR,
  };
}

/** The pen's own proportions, never larger than life, centred in the area. */
function inkOps(ink: InkCapture, area: Area): Result<AppearanceOp[]> {
  const outline = inkOutline(ink, { width: area.width, height: area.height, maxBytes: INK_MAX_BYTES, yAxis: 'down' });
  if (!outline.ok) return outline;
  const moved = (points: readonly (readonly [number, number])[]) =>
    points.map(([x, y]): readonly [number, number] => [x + area.x, y + area.y]);
  return ok(
    outline.value.shapes.map(
      (shape): AppearanceOp =>
        shape.kind === 'polygon'
          ? { kind: 'polygon', points: moved(shape.points), color: INK_COLOUR }
          : { kind: 'polyline', points: moved(shape.points), width: shape.width, color: INK_COLOUR },
    ),
  );
}

/**
 * What will be seen in the form: ink on the left, the red print at the right, the caption below, all inside the box.
 * SEAL_BOX_TOO_SMALL, INK_EMPTY.
 */
export function signatureAppearance(input: AppearanceInput): Result<Appearance> {
  const caption = captionOps(input);
  if (caption === undefined) return err('SEAL_BOX_TOO_SMALL', `${input.width} x ${input.height} points`);
  const area: Area = {
    x: MARGIN,
    y: MARGIN,
    width: input.width - 2 * MARGIN,
    height: input.height - 2 * MARGIN - caption.height,
  };
  const print = input.finger === undefined ? undefined : printOp(input.finger, area);
  const forInk = print === undefined ? area : { ...area, width: Math.max(8, area.width - print.width - 2 * MARGIN) };
  const ink = inkOps(input.ink, forInk);
  if (!ink.ok) return ink;
  const ops = [...(print === undefined ? [] : [print]), ...ink.value, ...caption.ops];
  return ok({ width: input.width, height: input.height, ops, font: input.font });
}
