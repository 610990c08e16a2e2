export * from './constants';
export * from './image';
export * from './scrambler';
