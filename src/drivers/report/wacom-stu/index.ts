export * from './constants';
export { type CrcKind, crc16 } from './crc16';
export { decodeReport, type StuReport } from './decode';
export * from './encode';
export * from './encryption';
export { encodeFrame, type FrameCounters, FrameReader } from './frame';
export * from './image';
export { stuCounters, stuPenDecoder } from './pen-decoder';
