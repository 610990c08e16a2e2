export { digestByteRange, digestPrefix } from './byte-range';
export * from './errors';
export * from './prefix-digests';
export * from './sign-pades';
