import type { FingerImage } from '../../core/finger';

/**
 * The print as it is shown in the form: half the sensor's resolution (each pixel the mean of four). People see a
 * finger; ridge endings blur, so that the open file is no template for another sensor. The whole image is in the
 * encrypted evidence only (VISION, principle 6).
 */
export function visiblePrint(image: FingerImage): Pick<FingerImage, 'width' | 'height' | 'pixels'> {
  const { width, height, pixels } = halved(image);
  const ground = groundLevel(pixels);
  return { width, height, pixels: pixels.map((grey) => Math.min(255, Math.round((grey * 255) / ground))) };
}

/**
 * The grey that a sensor shows where no ridge lies, so that the empty part of the image stays paper: the level that an
 * eighth of the pixels reach. Never darker than middle grey.
 */
function groundLevel(pixels: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const grey of pixels) counts[grey] = (counts[grey] as number) + 1;
  let seen = 0;
  for (let grey = 255; grey > 128; grey--) {
    seen += counts[grey] as number;
    if (seen * 8 >= pixels.length) return Math.max(129, grey - 8);
  }
  return 129;
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
