export { parseGreyMap } from './grey-map';
export * from './pen-trace';
