export { EXAMINATIONS } from './examination-table';
export { inWords } from './in-words';
export type { DeviceReading, SelfTestPorts, WayToServer } from './ports';
export { resultFiles } from './result-files';
export { type Examined, runSelfTest } from './run-self-test';
