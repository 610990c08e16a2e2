export * from './constants';
export * from './frame';
