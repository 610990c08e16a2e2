export * from './finger-image';
