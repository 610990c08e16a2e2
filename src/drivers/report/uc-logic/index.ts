export { type UcLogicLayout, ucLogicDecoder } from './decode';
export * from './parameters';
