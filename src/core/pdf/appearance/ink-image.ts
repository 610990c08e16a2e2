import { Refusal } from '../../base';
import { writeRef } from '../syntax/write';
import type { AppearanceOp, Deflate, ObjectRef } from '../types';
import type { RevisionBuilder } from '../update/revision-builder';
import { inkCoverage } from './image-coverage';
import { packedStream } from './packed-stream';

const MAX_PIXELS = 4 << 20;

/** One colour for every pixel, filled by doubling. */
const flatColour = (color: number, count: number): Uint8Array => {
  const flat = new Uint8Array(3 * count);
  flat.set([(color >> 16) & 255, (color >> 8) & 255, color & 255]);
  for (let done = 3; done < flat.length; done *= 2) flat.copyWithin(done, 0, done);
  return flat;
};

interface Picture {
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Three bytes a pixel. */
  readonly colours: Uint8Array;
  /** One byte a pixel. */
  readonly opacity: Uint8Array;
}

/**
 * A picture and its soft mask (ISO 32000-1 11.6.5.3), both of the same size: readers scale masks of other sizes
 * differently.
 */
const addPicture = (revision: RevisionBuilder, picture: Picture, deflate: Deflate | undefined): ObjectRef => {
  const { pixelWidth, pixelHeight, colours, opacity } = picture;
  const head = `/Type/XObject/Subtype/Image/Width ${pixelWidth}/Height ${pixelHeight}/BitsPerComponent 8`;
  const mask = revision.add(packedStream(`${head}/ColorSpace/DeviceGray`, opacity, deflate));
  return revision.add(packedStream(`${head}/ColorSpace/DeviceRGB/SMask ${writeRef(mask)}`, colours, deflate));
};

/** Ink in one colour whose opacity is how much it covers, or a picture with its own colours and opacity. */
export const addImage = (
  revision: RevisionBuilder,
  image: AppearanceOp & { kind: 'image' | 'picture' },
  deflate: Deflate | undefined,
): ObjectRef => {
  const { pixelWidth, pixelHeight } = image;
  const count = pixelWidth * pixelHeight;
  const sane = Number.isInteger(pixelWidth) && Number.isInteger(pixelHeight) && pixelWidth > 0 && pixelHeight > 0;
  const length = image.kind === 'image' ? image.pixels.length : image.rgba.length / 4;
  if (!sane || count > MAX_PIXELS || length !== count) throw new Refusal('PDF_APPEARANCE_INVALID', 'image');
  const size = { pixelWidth, pixelHeight };
  if (image.kind === 'image') {
    const inked = { ...size, colours: flatColour(image.color, count), opacity: inkCoverage(image.pixels) };
    return addPicture(revision, inked, deflate);
  }
  const colours = image.rgba.filter((_, at) => at % 4 !== 3);
  const opacity = image.rgba.filter((_, at) => at % 4 === 3);
  return addPicture(revision, { ...size, colours, opacity }, deflate);
};
