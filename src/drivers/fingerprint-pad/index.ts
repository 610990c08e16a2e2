export * from './fingerprint-pad';
export { type FingerPort, openFingerprintPad } from './open-finger-pad';
export { openReplayPad } from './replay-pad';
