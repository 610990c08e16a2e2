export { digestByteRange, digestPrefix } from './byte-range';
export * from './errors';
export { type DocumentToTime, extendPades, type PadesExtension, timeStampDocument } from './extend-pades';
export * from './prefix-digests';
export * from './sign-pades';
