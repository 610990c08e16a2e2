export * from './about';
export * from './bridge';
export * from './choices';
export * from './displays';
export * from './intents';
export * from './pad-picture';
export * from './snapshot';
