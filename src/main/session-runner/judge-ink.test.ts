import { describe, expect, it } from 'vitest';
import { captureOf, STU_540 } from '../../../test/support/captures';
import { CAPTURE_POLICY } from '../../contracts/api';
import { DEFAULT_FLOOR } from '../../core/ink';
import { CAPTURE_TRIES } from '../../core/session';
import { faultsOf } from './judge-ink';

const good = captureOf('wacom/stu-540/three-characters');
/** The cable swallows every eighth report. */
const lossy = { ...good, samples: good.samples.filter((_, n) => n % 8 !== 7) };

describe('faultsOf', () => {
  it('says why a capture is under the floor, and nothing of one that is not', () => {
    expect(faultsOf(lossy, DEFAULT_FLOOR)).toEqual({ score: 25, floor: 50, findings: ['reports-lost', 'jitter'] });
    expect(faultsOf(good, DEFAULT_FLOOR)).toBeUndefined();
    expect(faultsOf(good, 100)).toBeUndefined();
    expect(faultsOf(lossy, 25)).toBeUndefined();
    expect(faultsOf(lossy, 0)).toBeUndefined();
  });

  it.each(['pointer', 'replay'] as const)('asks nobody again who signs by %s', (transport) => {
    expect(faultsOf({ ...lossy, device: { ...STU_540, transport } }, 100)).toBeUndefined();
  });

  it('the door to the server and the kiosk have one policy', () => {
    expect(CAPTURE_POLICY).toEqual({ captureFloor: DEFAULT_FLOOR, captureTries: CAPTURE_TRIES });
  });
});
