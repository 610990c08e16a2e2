import { equal, err, ok, type Result } from '../../base';
import { isSide } from '../expand';
import type { FingerImage } from '../finger-image';
import { FORMAT_IDENTIFIER, GENERAL_HEADER, SCALE_PER_CM, STANDARD_VERSION, UNCOMPRESSED, VIEW_HEADER } from './format';

/** Reads a record of one uncompressed 8 bit view. Errors: FINGER_ISO_DAMAGED, FINGER_ISO_UNSUPPORTED. */
export function decodeIso19794_4(bytes: Uint8Array): Result<FingerImage> {
  if (bytes.length < GENERAL_HEADER + VIEW_HEADER) return err('FINGER_ISO_DAMAGED', 'cut off in the headers');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!equal(bytes.subarray(0, 4), FORMAT_IDENTIFIER) || !equal(bytes.subarray(4, 8), STANDARD_VERSION))
    return err('FINGER_ISO_DAMAGED', 'format identifier');
  if (view.getUint16(8) !== 0 || view.getUint32(10) !== bytes.length) return err('FINGER_ISO_DAMAGED', 'record length');
  if (bytes[18] !== 1 || bytes[37] !== 1) return err('FINGER_ISO_UNSUPPORTED', 'several views');
  if (bytes[28] !== 8 || bytes[29] !== UNCOMPRESSED) return err('FINGER_ISO_UNSUPPORTED', 'pixel depth or compression');
  const width = view.getUint16(41);
  const height = view.getUint16(43);
  const length = bytes.length - GENERAL_HEADER - VIEW_HEADER;
  if (!isSide(width) || !isSide(height) || length !== width * height || view.getUint32(32) !== VIEW_HEADER + length)
    return err('FINGER_ISO_DAMAGED', 'image size');
  const resolution = view.getUint16(24);
  const dpi = bytes[19] === SCALE_PER_CM ? Math.round(resolution * 2.54) : resolution;
  return ok({
    width,
    height,
    pixels: bytes.slice(GENERAL_HEADER + VIEW_HEADER),
    ...(dpi > 0 ? { dpi } : {}),
  });
}
