export { PRESSURE_MAX, type TopazFormat, topazDecoder, topazFramer } from './decode';
