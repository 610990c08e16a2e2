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
  clearScreen: 0x20,
  inkingMode: 0x21,
  penDataOptionMode: 0x32,
  penDataTimeCountSequence: 0x34,
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
  penDataTimeCountSequence: 11,
  setResult: 2,
} as const;

/** penDataOptionMode: time count and sequence number with every report (430, 530, 540). */
export const OPTION_TIME_COUNT_SEQUENCE = 3;

/** One step of the time count, reference 1.4: milliseconds. */
export const TIME_COUNT_TICK_US = 1000;
/** Both counters have 16 bits. */
export const COUNTER_MODULUS = 0x10000;

/** USB vendor of all STU pads (getUsbDevices.hpp). */
export const WACOM_VENDOR_ID = 0x056a;
