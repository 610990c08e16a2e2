/** Ids of Wacom STU reports (vendor C++ SDK, Protocol.hpp); the same over HID and serial. */
export const REPORT = {
  penData: 0x01,
  status: 0x03,
  reset: 0x04,
  information: 0x08,
  capability: 0x09,
  uid2: 0x0b,
  reportRate: 0x0d,
  eSerial: 0x0f,
  penDataEncrypted: 0x10,
  hostPublicKey: 0x13,
  devicePublicKey: 0x14,
  startCapture: 0x15,
  endCapture: 0x16,
  dhPrime: 0x1a,
  dhBase: 0x1b,
  clearScreen: 0x20,
  inkingMode: 0x21,
  clearScreenArea: 0x23,
  startImageDataArea: 0x24,
  startImageData: 0x25,
  imageDataBlock: 0x26,
  endImageData: 0x27,
  handwritingDisplayArea: 0x2a,
  penDataOption: 0x30,
  penDataEncryptedOption: 0x31,
  penDataOptionMode: 0x32,
  penDataTimeCountSequenceEncrypted: 0x33,
  penDataTimeCountSequence: 0x34,
  encryptionCommand: 0x40,
  encryptionStatus: 0x50,
  /** Serial only (SerialProtocol.hpp): asks for a report, and answers a set. */
  getReport: 0x80,
  setResult: 0x81,
} as const;

/** Total lengths with the id byte (Protocol.cpp). */
export const LENGTH = {
  penData: 7,
  status: 5,
  information: 17,
  capability: 17,
  uid2: 11,
  eSerial: 14,
  penDataEncrypted: 17,
  penDataOption: 9,
  penDataEncryptedOption: 21,
  penDataTimeCountSequenceEncrypted: 17,
  penDataTimeCountSequence: 11,
  encryptionStatus: 17,
  setResult: 2,
} as const;

/** Lengths of the feature reports over HID, with the id (Protocol.cpp): a shorter or longer one is refused by the system. */
export const FEATURE_LENGTH: Readonly<Record<number, number>> = {
  [REPORT.status]: 5,
  [REPORT.reset]: 2,
  [REPORT.information]: 17,
  [REPORT.capability]: 17,
  [REPORT.uid2]: 11,
  [REPORT.reportRate]: 2,
  [REPORT.eSerial]: 14,
  [REPORT.hostPublicKey]: 17,
  [REPORT.devicePublicKey]: 17,
  [REPORT.startCapture]: 5,
  [REPORT.endCapture]: 2,
  [REPORT.dhPrime]: 17,
  [REPORT.dhBase]: 3,
  [REPORT.clearScreen]: 2,
  [REPORT.inkingMode]: 2,
  [REPORT.clearScreenArea]: 11,
  [REPORT.startImageDataArea]: 11,
  [REPORT.startImageData]: 2,
  [REPORT.imageDataBlock]: 256,
  [REPORT.endImageData]: 2,
  [REPORT.handwritingDisplayArea]: 9,
  [REPORT.penDataOptionMode]: 2,
  [REPORT.encryptionCommand]: 68,
  [REPORT.encryptionStatus]: 17,
};

/** Most image bytes in one block: 256 bytes a HID report, 2560 a serial one, less id and length (Protocol.hpp). */
export const BLOCK_BYTES = { hid: 253, serial: 2557 } as const;

/** Status codes (Protocol.hpp); what is allowed when: STATE_FOR. */
export const STATUS = {
  ready: 0,
  image: 1,
  capture: 2,
  calculation: 3,
  imageBoot: 4,
  romBusy: 5,
  reset: 0xff,
} as const;

/** penDataOptionMode. 1: time count (520A); 2: sequence number; 3: both (430, 530, 540). */
export const OPTION_MODE = { none: 0, timeCount: 1, sequence: 2, timeCountSequence: 3 } as const;
export type OptionMode = (typeof OPTION_MODE)[keyof typeof OPTION_MODE];

/** Encoding flags of the capability (Protocol.hpp). */
export const ENCODING_FLAG = { zlib: 1, bit1: 2, bit16: 4, bit24: 8 } as const;
/** Encoding modes of an image; zlib exists for one bit a pixel only. */
export const ENCODING = { bit1: 0x00, bit1Zlib: 0x01, bit16: 0x02, bit24: 0x04 } as const;

/** One step of the time count, reference 1.4: milliseconds. */
export const TIME_COUNT_TICK_US = 1000;
/** Both counters have 16 bits. */
export const COUNTER_MODULUS = 0x10000;

/** USB vendor of all STU pads (getUsbDevices.hpp). */
export const WACOM_VENDOR_ID = 0x056a;
