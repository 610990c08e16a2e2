export type * from './pen-report';
export { SampleUnwrapper } from './sample-unwrapper';
