export { sm3, sm3Hasher } from './sm3';
export { verifySm2 } from './verify-sm2';
