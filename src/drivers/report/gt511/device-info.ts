import { toHex } from '../../../core/base';
import { DEVICE_INFO_LENGTH } from './constants';

export interface Gt511Info {
  readonly firmware: string;
  readonly serial: string;
}

/** The data after Open: firmware version (LE32, a date in hex digits), size of an area, 16 bytes of serial number. */
export function decodeDeviceInfo(data: Uint8Array): Gt511Info | undefined {
  if (data.length !== DEVICE_INFO_LENGTH) return undefined;
  const firmware = new DataView(data.buffer, data.byteOffset, data.length).getUint32(0, true).toString(16);
  return { firmware, serial: toHex(data.subarray(8)) };
}
