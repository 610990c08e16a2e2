export { FingerPicture } from './finger-picture';
export { InkCanvas } from './ink-canvas';
export { InkProvider, useInkStore } from './ink-context';
export { useWritingBox } from './use-writing-box';
