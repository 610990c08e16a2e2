import { describe, expect, it } from 'vitest';
import { TASK_STATES } from '../../contracts/api';
import { nextState, stateAt } from './task-states';

describe('task states', () => {
  it('never leave an end', () => {
    for (const event of ['source-arrived', 'claim', 'interrupt', 'release', 'refuse', 'seal'] as const)
      for (const end of ['sealed', 'refused', 'withdrawn', 'expired'] as const)
        expect(nextState(end, event)).toBeUndefined();
  });
  it('reach every state from the first one', () => {
    const seen = new Set<string>(['awaiting-source', 'expired']);
    for (let round = 0; round < 5; round++)
      for (const state of TASK_STATES)
        for (const event of [
          'source-arrived',
          'claim',
          'interrupt',
          'release',
          'refuse',
          'withdraw',
          'seal',
        ] as const) {
          const next = seen.has(state) ? nextState(state, event) : undefined;
          if (next !== undefined) seen.add(next);
        }
    expect([...seen].sort()).toEqual([...TASK_STATES].sort());
  });
  it('expire only before anybody began', () => {
    expect(stateAt('waiting', 1000, 1000)).toBe('expired');
    expect(stateAt('waiting', 1000, 999)).toBe('waiting');
    expect(stateAt('claimed', 1000, 5000)).toBe('claimed');
    expect(stateAt('waiting', null, 5000)).toBe('waiting');
  });
});
