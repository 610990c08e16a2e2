import { describe } from 'vitest';
import { startDonseeService } from '../support/donsee-service';
import { readPgm } from '../support/virtual-pad/grey-image';
import { adapterContract } from './adapter-contract';

describe('adapter donsee-est-100', () => {
  adapterContract(startDonseeService, readPgm('fixtures/fingers/good.pgm'));
});
