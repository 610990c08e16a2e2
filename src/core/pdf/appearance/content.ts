import { assertNever, Refusal } from '../../base';
import { writeNumber, writeNumbers } from '../syntax/write';
import type { AppearanceOp, Colour, Point } from '../types';

/** Longest side of an appearance; a page of A0 is 3,370 points. */
const MAX_COORDINATE = 20_000;

const finite = (value: number): number => {
  if (!Number.isFinite(value) || Math.abs(value) > MAX_COORDINATE)
    throw new Refusal('PDF_APPEARANCE_INVALID', 'coordinate');
  return value;
};

const positive = (value: number): number => {
  if (!(value > 0)) throw new Refusal('PDF_APPEARANCE_INVALID', 'size');
  return finite(value);
};

/** Two decimals are 1/100 point, finer than any printer. */
const rounded = (value: number): string => writeNumber(Math.round(finite(value) * 100) / 100);

const components = (color: Colour): string => {
  if (!Number.isInteger(color) || color < 0 || color > 0xffffff) throw new Refusal('PDF_APPEARANCE_INVALID', 'colour');
  return writeNumbers([16, 8, 0].map((shift) => Math.round((((color >> shift) & 255) / 255) * 1000) / 1000));
};

/** Names of resources that the content speaks of. */
export interface ContentResources {
  imageName(op: AppearanceOp & { kind: 'image' | 'picture' }): string;
  /** Operators that set the font and show the text, a font after the other where the first lacks a character. */
  show(text: string, size: string): string;
}

/** Content-stream operators for one appearance of the given height; y is turned from down to up here. */
export class ContentWriter {
  constructor(
    private readonly height: number,
    private readonly resources: ContentResources,
  ) {}

  write(op: AppearanceOp): string {
    switch (op.kind) {
      case 'polygon':
        return `${components(op.color)} rg\n${this.path(op.points)}h f\n`;
      case 'polyline':
        return this.stroke(op.points, op.width, op.color);
      case 'line':
        return this.stroke([op.from, op.to], op.width, op.color);
      case 'rect':
        return this.rect(op);
      case 'image':
      case 'picture':
        return this.image(op);
      case 'text':
        return this.text(op);
      default:
        return assertNever(op);
    }
  }

  private point([x, y]: Point): string {
    return `${rounded(x)} ${rounded(this.height - finite(y))}`;
  }

  private path(points: readonly Point[]): string {
    const [first, ...rest] = points;
    if (first === undefined) return '';
    return `${this.point(first)} m\n${rest.map((point) => `${this.point(point)} l\n`).join('')}`;
  }

  /** Round caps and joins (1 J, 1 j): the mark of a pen; a path of one point becomes a dot. */
  private stroke(points: readonly Point[], width: number, color: Colour): string {
    const first = points[0];
    if (first === undefined) return '';
    const drawn = points.length === 1 ? [first, first] : points;
    return `${components(color)} RG ${rounded(positive(width))} w 1 J 1 j\n${this.path(drawn)}S\n`;
  }

  private rect(op: AppearanceOp & { kind: 'rect' }): string {
    const area = `${this.point([op.x, op.y + op.height])} ${rounded(positive(op.width))} ${rounded(positive(op.height))} re`;
    const fill = op.fill === undefined ? '' : `${components(op.fill)} rg ${area} f\n`;
    const stroke =
      op.stroke === undefined
        ? ''
        : `${components(op.stroke)} RG ${rounded(positive(op.strokeWidth ?? 1))} w ${area} S\n`;
    return fill + stroke;
  }

  private image(op: AppearanceOp & { kind: 'image' | 'picture' }): string {
    const corner = this.point([op.x, op.y + op.height]);
    return `q ${rounded(positive(op.width))} 0 0 ${rounded(positive(op.height))} ${corner} cm /${this.resources.imageName(op)} Do Q\n`;
  }

  private text(op: AppearanceOp & { kind: 'text' }): string {
    if (op.text === '') return '';
    const size = rounded(positive(op.size));
    const angle = (-finite(op.angle ?? 0) * Math.PI) / 180;
    const turn = writeNumbers([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)]);
    return `BT ${components(op.color)} rg ${turn} ${this.point([op.x, op.y])} Tm ${this.resources.show(op.text, size)} ET\n`;
  }
}
