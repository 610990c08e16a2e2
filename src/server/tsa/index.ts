export * from './errors';
export { fetchBounded } from './http-source';
export { type ConfiguredSource, createTimeSources, type TimeSources } from './time-sources';
export { TimeStampUnit } from './time-stamp-unit';
