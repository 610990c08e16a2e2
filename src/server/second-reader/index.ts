export { SecondReader, type SecondReaderOptions } from './second-reader';
export type { ReadAgain, SignatureClaim } from './types';
