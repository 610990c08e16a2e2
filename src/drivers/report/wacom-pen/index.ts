export { wacomPenCounters, wacomPenDecoder } from './decode';
export type { WacomPenLayout } from './layouts';
