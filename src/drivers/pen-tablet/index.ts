export type { PadCrypto } from '../report/wacom-stu';
export { openPenTablet, type PenPort } from './open-pen-tablet';
export * from './pad-screen';
export { type PenReader, penReaderOf } from './pen-reader';
export * from './pen-tablet';
export { type PointerSample, pointerDevice, pointerReport } from './pointer-pen';
export { recordedCapture } from './recorded-capture';
export { openReplayTablet } from './replay-tablet';
export { type SerialFamily, serialFamilyOf } from './serial-family';
