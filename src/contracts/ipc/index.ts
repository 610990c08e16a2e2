export * from './bridge';
export * from './intents';
export * from './snapshot';
