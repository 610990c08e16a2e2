export * from './errors';
export * from './judge-release';
export * from './release';
export * from './signed-release';
