export { hidDigitizerDecoder } from './decode';
export { type PenLayout, penLayout } from './pen-layout';
