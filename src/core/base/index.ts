export * from './bytes';
export * from './error-table';
export { modularPower } from './modular-power';
export * from './ports';
export * from './result';
