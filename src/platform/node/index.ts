export { bufferAccess } from './buffer-access';
export { nodeClock } from './clock';
export { nodeDigest } from './digest';
export { PLATFORM_ERRORS } from './errors';
export { type OpenFile, openFile } from './file-access';
export { generatePrivateKey, type KeyKind, loadPrivateKeyPem, privateKeyPem } from './private-key';
export { nodeRandom } from './random';
export { generateOneTimeSigner, type NodeSigner, type OneTimeSigner, signerFromKeyObject } from './signer';
export { nodeVerifier } from './verifier';
