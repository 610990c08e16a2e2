export type { ElectronicSeal, SealPicture, SealSigners, SealStandard } from './electronic-seal';
export * from './errors';
export { isSealShaped, parseSealSignature, type SealSignature } from './seal-signature';
