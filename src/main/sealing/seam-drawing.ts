import type { SeamSeal } from '../../contracts/api';
import { err, ok, type Result } from '../../core/base';
import type { Appearance, AppearanceOp, Point } from '../../core/pdf';
import type { SealingPorts } from './ports';
import { readPng } from './read-png';

const POINTS_PER_MM = 72 / 25.4;
/** DESIGN: vermilion, as a seal. */
const SEAL_COLOUR = 0xc8321e;
/** Shares of the diameter; rim as on seals of institutions (国发〔1999〕25号: no star, that is for those who may). */
const RIM = 0.028;
const LARGEST_LETTER = 0.15;
const LARGEST_PURPOSE = 0.13;
/** The name runs over the upper part of the rim, degrees. */
const NAME_ARC = 270;
const CIRCLE_POINTS = 120;

const circle = (centre: number, radius: number): Point[] =>
  Array.from({ length: CIRCLE_POINTS + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / CIRCLE_POINTS;
    return [centre + radius * Math.cos(angle), centre + radius * Math.sin(angle)];
  });

/** Letters upright on the rim, their middles evenly along the arc. */
function nameOps(name: string, diameter: number): AppearanceOp[] {
  const letters = [...name];
  const centre = diameter / 2;
  const outer = centre * 0.88;
  const step = Math.min(NAME_ARC / letters.length, 40);
  const size = Math.min(LARGEST_LETTER * diameter, 0.9 * ((step * Math.PI) / 180) * (outer - 0.06 * diameter));
  return letters.map((text, index): AppearanceOp => {
    const angle = (index - (letters.length - 1) / 2) * step;
    const radians = (angle * Math.PI) / 180;
    // The base line lies 0.85 of the letter below its upper edge; its left end half a letter before the middle.
    const radius = outer - 0.85 * size;
    const middle = [centre + radius * Math.sin(radians), centre - radius * Math.cos(radians)] as const;
    const x = middle[0] - (size / 2) * Math.cos(radians);
    const y = middle[1] - (size / 2) * Math.sin(radians);
    return { kind: 'text', x, y, angle, size, text, color: SEAL_COLOUR };
  });
}

async function drawn(
  seal: SeamSeal['seal'] & { kind: 'drawn' },
  diameter: number,
  ports: SealingPorts,
): Promise<Result<Appearance>> {
  const font = await ports.captionFont.fontFor(`${seal.name}${seal.purpose}`);
  if (!font.ok) return font;
  const letters = [...seal.purpose].length;
  const size = Math.min(LARGEST_PURPOSE * diameter, (0.5 * diameter) / letters);
  const ops: AppearanceOp[] = [
    {
      kind: 'polyline',
      points: circle(diameter / 2, (diameter * (1 - RIM)) / 2),
      width: diameter * RIM,
      color: SEAL_COLOUR,
    },
    ...nameOps(seal.name, diameter),
    {
      kind: 'text',
      x: (diameter - letters * size) / 2,
      y: diameter / 2 + 0.35 * size,
      size,
      text: seal.purpose,
      color: SEAL_COLOUR,
    },
  ];
  return ok({ width: diameter, height: diameter, ops, font: font.value });
}

/**
 * White becomes transparent: on white paper every pixel looks as in the picture, and the form's print shows through
 * where the picture has none. Opacity is what the least of the three colours needs; the colour is what then remains.
 */
export function whiteAsPaper(rgba: Uint8Array): Uint8Array {
  const out = new Uint8Array(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const own = (rgba[at + 3] as number) / 255;
    const onPaper = [0, 1, 2].map((i) => 255 + ((rgba[at + i] as number) - 255) * own);
    const opacity = (255 - Math.min(...onPaper)) / 255;
    onPaper.forEach((value, i) => {
      out[at + i] = opacity === 0 ? 255 : Math.round(255 + (value - 255) / opacity);
    });
    out[at + 3] = Math.round(opacity * 255);
  }
  return out;
}

async function pictured(png: string, width: number, ports: SealingPorts): Promise<Result<Appearance>> {
  const read = await readPng(new Uint8Array(Buffer.from(png, 'base64')), ports.inflate);
  if (!read.ok) return read;
  const { width: pixelWidth, height: pixelHeight, rgba } = read.value;
  const height = (width * pixelHeight) / pixelWidth;
  if (height > 4 * width) return err('SEAL_IMAGE_UNREADABLE', 'higher than four times its width');
  const op: AppearanceOp = {
    kind: 'picture',
    x: 0,
    y: 0,
    width,
    height,
    rgba: whiteAsPaper(rgba),
    pixelWidth,
    pixelHeight,
  };
  return ok({ width, height, ops: [op] });
}

/** The whole seal at its size on paper. SEAL_IMAGE_UNREADABLE, PDF_GLYPH_MISSING, SEAL_FONT_MISSING. */
export function seamDrawing(seam: SeamSeal, ports: SealingPorts): Promise<Result<Appearance>> {
  const width = seam.widthMm * POINTS_PER_MM;
  return seam.seal.kind === 'drawn' ? drawn(seam.seal, width, ports) : pictured(seam.seal.png, width, ports);
}
