import { describe } from 'vitest';
import { startBridgeService } from '../support/bridge-service';
import { startDonseeService } from '../support/donsee-service';
import { readPgm } from '../support/virtual-pad/grey-image';
import { adapterContract } from './adapter-contract';

describe('adapter donsee-est-100', () => {
  adapterContract(startDonseeService, readPgm('fixtures/fingers/good.pgm'));
});

describe('adapter bridge', () => {
  adapterContract(startBridgeService, readPgm('fixtures/fingers/good.pgm'));
});
