export * from './errors';
export type * from './types';
export * from './validate-pdf';
