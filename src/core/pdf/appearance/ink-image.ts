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

/**
 * A one-colour image whose soft mask is the ink coverage (ISO 32000-1 11.6.5.3): a flat /DeviceRGB picture of the same
 * size as its mask, because readers scale masks of other sizes differently.
 */
export const addInkImage = (
  revision: RevisionBuilder,
  image: AppearanceOp & { kind: 'image' },
  deflate: Deflate | undefined,
): ObjectRef => {
  const { pixelWidth, pixelHeight, pixels, color } = image;
  const count = pixelWidth * pixelHeight;
  const sane = Number.isInteger(pixelWidth) && Number.isInteger(pixelHeight) && pixelWidth > 0 && pixelHeight > 0;
  if (!sane || count > MAX_PIXELS || pixels.length !== count) throw new Refusal('PDF_APPEARANCE_INVALID', 'image');
  const head = `/Type/XObject/Subtype/Image/Width ${pixelWidth}/Height ${pixelHeight}/BitsPerComponent 8`;
  const mask = revision.add(packedStream(`${head}/ColorSpace/DeviceGray`, inkCoverage(pixels), deflate));
  const flat = flatColour(color, count);
  return revision.add(packedStream(`${head}/ColorSpace/DeviceRGB/SMask ${writeRef(mask)}`, flat, deflate));
};
