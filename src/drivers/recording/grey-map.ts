import { err, fromLatin1, ok, type Result } from '../../core/base';
import { type FingerImage, MAX_SIDE } from '../../core/finger';

/** A binary PGM of 8 bits (Netpbm: magic, width, height, maximum, one white space, rows) as an image. DEVICE_GARBLED. */
export function parseGreyMap(bytes: Uint8Array, dpi: number): Result<FingerImage> {
  const header = /^P5\s+(\d{1,4})\s+(\d{1,4})\s+255\s/.exec(fromLatin1(bytes, 0, Math.min(64, bytes.length)));
  const width = Number(header?.[1] ?? 0);
  const height = Number(header?.[2] ?? 0);
  const pixels = bytes.slice(header?.[0].length ?? 0);
  if (
    header === null ||
    width > MAX_SIDE ||
    height > MAX_SIDE ||
    pixels.length !== width * height ||
    width * height === 0
  )
    return err('DEVICE_GARBLED', 'not a whole binary PGM');
  return ok({ width, height, pixels, dpi });
}
