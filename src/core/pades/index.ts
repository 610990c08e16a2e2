export { digestByteRange, digestPrefix } from './byte-range';
export * from './errors';
export { extendPades, type PadesExtension } from './extend-pades';
export * from './prefix-digests';
export * from './sign-pades';
