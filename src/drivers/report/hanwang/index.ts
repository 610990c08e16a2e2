export { hanwangDecoder } from './decode';
