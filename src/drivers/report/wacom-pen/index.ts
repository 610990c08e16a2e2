export { type WacomPenLayout, wacomPenDecoder } from './decode';
