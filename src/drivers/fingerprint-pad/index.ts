export { openEf01Pad } from './ef01-pad';
export * from './fingerprint-pad';
export { openReplayPad } from './replay-pad';
