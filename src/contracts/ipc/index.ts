export * from './bridge';
export * from './choices';
export * from './intents';
export * from './snapshot';
