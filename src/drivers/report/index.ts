export type * from './pen-report';
export { SampleUnwrapper } from './sample-unwrapper';
export { SyncFramer, type SyncRule } from './sync-framer';
