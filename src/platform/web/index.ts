export { blobAccess, type Slices } from './blob-access';
export { webDigest } from './digest';
export { webEnvelopeOpening } from './envelope-opening';
export { webInflate } from './inflate';
export { recipientKeyOfPem } from './recipient-key';
export { webVerifier } from './verifier';
