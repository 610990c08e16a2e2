/**
 * GT-511C3 and C1R (ADH-Tech data sheet, "Packet structure"): commands and responses of 12 bytes, 55 AA, device id, parameter
 * (4), code (2), sum (2); data packets 5A A5, device id, data, sum. Everything little-endian.
 */
export const COMMAND_START = [0x55, 0xaa] as const;
export const DATA_START = [0x5a, 0xa5] as const;
/** "Device ID", always. */
export const DEVICE_ID = 0x0001;
export const COMMAND_LENGTH = 12;
/** Start code and device id; the sum follows the data. */
export const DATA_HEADER = 4;
export const DATA_FRAME = DATA_HEADER + 2;

export const COMMAND = {
  open: 0x01,
  close: 0x02,
  changeBaudRate: 0x04,
  cmosLed: 0x12,
  isPressFinger: 0x26,
  captureFinger: 0x60,
  getImage: 0x62,
  getRawImage: 0x63,
} as const;

export const RESPONSE = { ack: 0x30, nack: 0x31 } as const;

/** Parameters of a nack that this product tells apart (data sheet, error codes 0x1001 to 0x1012). */
export const NACK = { badFinger: 0x100c, notSupported: 0x100e, fingerIsNotPressed: 0x1012 } as const;

/** Data after Open with a parameter of 1: firmware, size of an area for updates, 16 bytes of serial number. */
export const DEVICE_INFO_LENGTH = 24;
