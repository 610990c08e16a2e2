import { err, ok, type Result } from '../base';
import type { FingerImage } from './finger-image';

/** Sides beyond this are no finger reader's; bounds memory for hostile input. */
export const MAX_SIDE = 2000;

/**
 * Two pixels a byte, high nibble first, to 8 bit grey: times 17, so that 15 becomes 255 (ZFM-20 manual, UpImage).
 * FINGER_IMAGE_SIZE unless there are exactly width * height / 2 bytes.
 */
export function expand4To8(packed: Uint8Array, width: number, height: number): Result<FingerImage> {
  if (!isSide(width) || !isSide(height) || packed.length * 2 !== width * height)
    return err('FINGER_IMAGE_SIZE', `${packed.length} bytes for ${width}x${height}`);
  const pixels = new Uint8Array(width * height);
  packed.forEach((byte, index) => {
    pixels[2 * index] = (byte >> 4) * 17;
    pixels[2 * index + 1] = (byte & 15) * 17;
  });
  return ok({ width, height, pixels });
}

export const isSide = (side: number): boolean => Number.isInteger(side) && side > 0 && side <= MAX_SIDE;
