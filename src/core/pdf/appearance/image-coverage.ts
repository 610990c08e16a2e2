/** Share of pixels that may be blown out at either end when the levels are stretched. */
const CLIP = 0.02;

/** Grey level below which `share` of the pixels lie. */
const level = (histogram: Uint32Array, total: number, share: number): number => {
  let count = 0;
  for (let grey = 0; grey < 256; grey++) {
    count += histogram[grey] as number;
    if (count > share * total) return grey;
  }
  return 255;
};

/**
 * How much ink covers each pixel, 0 to 255, from a grey image: the darkest levels cover fully, the background not at
 * all. Only for the eye; the image as captured is in the evidence.
 */
export const inkCoverage = (pixels: Uint8Array): Uint8Array => {
  const histogram = new Uint32Array(256);
  for (const grey of pixels) histogram[grey] = (histogram[grey] as number) + 1;
  const dark = level(histogram, pixels.length, CLIP);
  const light = level(histogram, pixels.length, 1 - CLIP);
  // A picture without contrast is shown as it is.
  const span = light - dark < 32 ? 255 : light - dark;
  const white = span === 255 ? 255 : light;
  const covers = Uint8Array.from({ length: 256 }, (_, grey) =>
    Math.max(0, Math.min(255, Math.round(((white - grey) * 255) / span))),
  );
  return pixels.map((grey) => covers[grey] as number);
};
