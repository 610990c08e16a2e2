export * from './constants';
export { type CrcKind, crc16 } from './crc16';
export { decodeReport, type StuReport } from './decode';
export * from './encode';
export { encodeFrame, type FrameCounters, FrameReader } from './frame';
export { STU_COUNTERS, stuPenDecoder } from './pen-decoder';
