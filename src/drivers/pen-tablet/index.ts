export * from './pen-tablet';
export { type PointerSample, pointerDevice, pointerReport } from './pointer-pen';
export { openReplayTablet } from './replay-tablet';
export { openStuTablet } from './stu-tablet';
