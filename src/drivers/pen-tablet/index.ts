export * from './pen-tablet';
export { type PointerSample, pointerDevice, pointerReport } from './pointer-pen';
export { openStuTablet } from './stu-tablet';
