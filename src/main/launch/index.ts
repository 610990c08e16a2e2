export * from './errors';
export * from './launch-link';
