export * from './constants';
export * from './device-info';
export * from './packet';
