import type { PointerDefinition } from './definition';

export const POINTER: PointerDefinition = {
  id: 'pointer',
  version: '1',
  kind: 'pointer',
  vendor: 'InkWitness',
  product: 'Pointer of the screen',
  proven: 'hardware',
  pressureMax: 1023,
  quirks: ['Evidence grade C: times and positions are those of the browser, not of a device.'],
};
