export * from './errors';
export { expand4To8, MAX_SIDE } from './expand';
export * from './finger-image';
export { decodeIso19794_4 } from './iso19794-4/decode';
export { encodeIso19794_4 } from './iso19794-4/encode';
export * from './quality';
