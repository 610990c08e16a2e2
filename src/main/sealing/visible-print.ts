import type { FingerImage } from '../../core/finger';

/**
 * The print as it is shown in the form: half the sensor's resolution (each pixel the mean of four). People see a
 * finger; ridge endings blur, so that the open file is no template for another sensor. The whole image is in the
 * encrypted evidence only (VISION, principle 6).
 */
export function visiblePrint(image: FingerImage): Pick<FingerImage, 'width' | 'height' | 'pixels'> {
  const { width, height, pixels } = halved(image);
  const ground = levelOf(pixels, GROUND_SHARE, 255);
  const ridge = levelOf(pixels, RIDGE_SHARE, 0);
  const span = Math.max(1, ground - ridge);
  const stretched = pixels.map((grey) => Math.max(0, Math.min(255, Math.round(((grey - ridge) * 255) / span))));
  return { width, height, pixels: stretched };
}

/** Parts of an image that are surely empty ground, and surely ridge. */
const GROUND_SHARE = 1 / 8;
const RIDGE_SHARE = 1 / 12;

/** The grey up to which a share of the pixels reaches, counted from white (255) or black (0): empty ground stays paper. */
function levelOf(pixels: Uint8Array, share: number, from: 0 | 255): number {
  const sorted = pixels.slice().sort();
  const count = Math.floor(pixels.length * share);
  return sorted[from === 0 ? count : sorted.length - 1 - count] ?? from;
}

function halved(image: FingerImage): Pick<FingerImage, 'width' | 'height' | 'pixels'> {
  const width = Math.max(1, image.width >> 1);
  const height = Math.max(1, image.height >> 1);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 2 * y * image.width + 2 * x;
      const sum =
        (image.pixels[at] ?? 255) +
        (image.pixels[at + 1] ?? 255) +
        (image.pixels[at + image.width] ?? 255) +
        (image.pixels[at + image.width + 1] ?? 255);
      pixels[y * width + x] = (sum + 2) >> 2;
    }
  }
  return { width, height, pixels };
}
