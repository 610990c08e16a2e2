export * from './about';
export * from './bridge';
export * from './choices';
export * from './intents';
export * from './pad-picture';
export * from './snapshot';
