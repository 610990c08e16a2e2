import { err, ok, type Result } from '../../base';
import { isSide } from '../expand';
import type { FingerImage } from '../finger-image';
import {
  FORMAT_IDENTIFIER,
  GENERAL_HEADER,
  LIVE_SCAN_PLAIN,
  POSITION_UNKNOWN,
  QUALITY_UNDEFINED,
  SCALE_PER_INCH,
  STANDARD_VERSION,
  UNCOMPRESSED,
  VIEW_HEADER,
} from './format';

/** One plain live-scan view, 8 bit, uncompressed. A sensor of unknown resolution is written as 0 pixels per inch. FINGER_IMAGE_SIZE. */
export function encodeIso19794_4(image: FingerImage): Result<Uint8Array> {
  const { width, height, pixels } = image;
  if (!isSide(width) || !isSide(height) || pixels.length !== width * height)
    return err('FINGER_IMAGE_SIZE', `${pixels.length} bytes for ${width}x${height}`);
  const out = new Uint8Array(GENERAL_HEADER + VIEW_HEADER + pixels.length);
  const view = new DataView(out.buffer);
  out.set(FORMAT_IDENTIFIER, 0);
  out.set(STANDARD_VERSION, 4);
  view.setUint32(10, out.length); // record length, six bytes, the upper two 0
  view.setUint16(14, 0); // capture device ID: not reported
  view.setUint16(16, acquisitionLevel(image));
  out[18] = 1; // number of finger images
  out[19] = SCALE_PER_INCH;
  for (const at of [20, 22, 24, 26]) view.setUint16(at, image.dpi ?? 0); // scan and image resolution, horizontal and vertical
  out[28] = 8; // pixel depth
  out[29] = UNCOMPRESSED;
  view.setUint32(32, VIEW_HEADER + pixels.length); // length of finger data block
  out[36] = POSITION_UNKNOWN;
  out[37] = 1; // count of views
  out[38] = 1; // view number
  out[39] = QUALITY_UNDEFINED;
  out[40] = LIVE_SCAN_PLAIN;
  view.setUint16(41, width);
  view.setUint16(43, height);
  out.set(pixels, GENERAL_HEADER + VIEW_HEADER);
  return ok(out);
}

/** Table 1: 30 needs 500 pixels per inch and 80 grey levels, 20 needs 250 and 5; below that 10. */
function acquisitionLevel({ dpi = 0, pixels }: FingerImage): number {
  const levels = new Set(pixels).size;
  if (dpi >= 500 && levels >= 80) return 30;
  return dpi >= 250 && levels >= 5 ? 20 : 10;
}
