export * from './errors';
export * from './face';
export type * from './types';
