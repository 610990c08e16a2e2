/** EF01 module family (ZFM-20 user manual): packet = EF01, address (4), PID (1), length (2), content, checksum (2); big-endian. */
export const START_HIGH = 0xef;
export const START_LOW = 0x01;
export const DEFAULT_ADDRESS = 0xffffffff;
export const DEFAULT_PASSWORD = 0;
/** Bytes before the content, and the largest content of any packet (256 data bytes; manual, SetSysPara 6). */
export const HEADER_LENGTH = 9;
export const MAX_CONTENT = 256;

export const PID = { command: 0x01, data: 0x02, ack: 0x07, lastData: 0x08 } as const;

export const COMMAND = { genImg: 0x01, upImage: 0x0a, readSysPara: 0x0f, vfyPwd: 0x13 } as const;

/** Confirmation codes that this product tells apart; any other is a failure of the module. */
export const CONFIRM = {
  ok: 0x00,
  packetError: 0x01,
  noFinger: 0x02,
  imageFailed: 0x03,
  cannotUpload: 0x0f,
  wrongPassword: 0x13,
  passwordNeeded: 0x21,
} as const;
