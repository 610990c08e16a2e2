import { latin1, Refusal } from '../../base';
import { writeNumbers, writeRef } from '../syntax/write';
import type { Appearance, AppearanceOp, Deflate, ObjectRef } from '../types';
import type { RevisionBuilder } from '../update/revision-builder';
import { ContentWriter } from './content';
import { type EmbeddedFonts, embedFonts } from './embed-font';
import { addImage } from './ink-image';
import { packedStream } from './packed-stream';

const MAX_OPS = 20_000;

/** The widget's place: its size as displayed in points, and the page's /Rotate. */
export interface WidgetPlace {
  readonly width: number;
  readonly height: number;
  readonly rotate: 0 | 90 | 180 | 270;
}

/** Turns the form against the page's rotation, so that it stands upright at display (ISO 32000-1 12.5.5). */
export const uprightMatrix = ({ rotate, width, height }: WidgetPlace): string => {
  if (rotate === 90) return `[0 1 -1 0 ${writeNumbers([height])} 0]`;
  if (rotate === 180) return `[-1 0 0 -1 ${writeNumbers([width, height])}]`;
  if (rotate === 270) return `[0 -1 1 0 0 ${writeNumbers([width])}]`;
  return '[1 0 0 1 0 0]';
};

/** Fits the drawing into the widget with one scale for both directions, centred: proportions are evidence. */
const fitting = (appearance: Appearance, place: WidgetPlace): string => {
  const scale = Math.min(place.width / appearance.width, place.height / appearance.height);
  const x = (place.width - appearance.width * scale) / 2;
  const y = (place.height - appearance.height * scale) / 2;
  const plain = Math.abs(scale - 1) < 1e-4 && Math.abs(x) < 1e-3 && Math.abs(y) < 1e-3;
  return plain ? '' : `${writeNumbers([scale, 0, 0, scale, x, y])} cm\n`;
};

const textOf = (ops: readonly AppearanceOp[]): string => ops.map((op) => (op.kind === 'text' ? op.text : '')).join('');

const embed = (revision: RevisionBuilder, appearance: Appearance, deflate: Deflate | undefined) => {
  const text = textOf(appearance.ops);
  if (text === '') return undefined;
  if (appearance.font === undefined) throw new Refusal('PDF_FONT_UNUSABLE', 'text without a font');
  return embedFonts(revision, appearance.font, text, deflate);
};

interface Drawing {
  readonly content: string;
  readonly images: readonly ObjectRef[];
  readonly font: EmbeddedFonts | undefined;
}

const draw = (revision: RevisionBuilder, appearance: Appearance, deflate: Deflate | undefined): Drawing => {
  const { width, height, ops } = appearance;
  if (!(width > 0 && height > 0 && width <= 20_000 && height <= 20_000) || ops.length > MAX_OPS)
    throw new Refusal('PDF_APPEARANCE_INVALID', 'size');
  const font = embed(revision, appearance, deflate);
  const images: ObjectRef[] = [];
  const writer = new ContentWriter(height, {
    imageName: (op) => `I${images.push(addImage(revision, op, deflate))}`,
    show: (text, size) => font?.show(text, size) ?? '',
  });
  return { content: ops.map((op) => writer.write(op)).join(''), images, font };
};

const resourcesOf = ({ images, font }: Drawing): string => {
  const xObjects = images.map((ref, i) => `/I${i + 1} ${writeRef(ref)}`).join('');
  return (
    (font === undefined ? '' : `/Font<<${font.fonts.map(({ name, ref }) => `/${name} ${writeRef(ref)}`).join('')}>>`) +
    (images.length === 0 ? '' : `/XObject<<${xObjects}>>`)
  );
};

/** Writes the appearance as a form XObject (8.10) with its resources and the files associated with it. */
export const drawAppearance = (
  revision: RevisionBuilder,
  appearance: Appearance,
  place: WidgetPlace,
  files: readonly ObjectRef[],
  deflate: Deflate | undefined,
): ObjectRef => {
  const drawing = draw(revision, appearance, deflate);
  const associated = files.length === 0 ? '' : `/AF[${files.map(writeRef).join(' ')}]`;
  const entries =
    `/Type/XObject/Subtype/Form/BBox[0 0 ${writeNumbers([place.width, place.height])}]` +
    `/Matrix${uprightMatrix(place)}/Resources<<${resourcesOf(drawing)}>>${associated}`;
  const content = `q\n${fitting(appearance, place)}${drawing.content}Q\n`;
  return revision.add(packedStream(entries, latin1(content), deflate));
};
