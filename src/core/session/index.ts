export * from './capacity';
export * from './consent-task';
export * from './errors';
export * from './session-event';
export * from './session-state';
export * from './signer-basis';
export * from './transition';
