export { parseGreyMap } from './grey-map';
export * from './hidraw-text';
export * from './pen-trace';
