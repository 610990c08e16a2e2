import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareBedside, upToInk } from '../../../test/support/bare-bedside';
import type { Task } from '../../contracts/api';
import { err, ok } from '../../core/base';
import { isClockWrong } from './bedside';
import type { SealingQueue } from './sealing-queue';
import { refreshWorklist } from './worklist';

const queue = { kickAll: () => undefined } as unknown as SealingQueue;
const withdrawn = (taskId: string) => ({ taskId, state: 'withdrawn' }) as unknown as Task;
let bed: Awaited<ReturnType<typeof bareBedside>>;
let tasks: () => unknown;
beforeEach(async () => {
  bed = await bareBedside({ tasks: async () => tasks() as never });
});
afterEach(() => bed.close());

const listing = (...list: Task[]) => ok({ tasks: list, serverTimeMs: bed.clock.now });

describe('a form that the HIS took back', () => {
  it('ends where it is open, and the pads rest', async () => {
    const record = await bed.record('open', upToInk('open'));
    bed.bedside.openTaskId = 'open';
    bed.bedside.desk.source = 'pad';
    tasks = () => listing(withdrawn('open'));
    await refreshWorklist(bed.bedside, queue);
    expect(record.state.phase).toBe('withdrawn');
    expect(bed.bedside.desk.source).toBe('none');
    expect(bed.commands).toEqual([{ type: 'stop-ink' }, { type: 'stop-finger' }]);
    expect(bed.bedside.notice?.code).toBe('TASK_WITHDRAWN');
  });

  it('does not take the pen out of the hand of who signs another one', async () => {
    const other = await bed.record('other', upToInk('other').slice(0, 3));
    await bed.record('open', upToInk('open'));
    bed.bedside.openTaskId = 'open';
    bed.bedside.desk.source = 'pad';
    tasks = () => listing(withdrawn('other'));
    await refreshWorklist(bed.bedside, queue);
    expect(other.state.phase).toBe('withdrawn');
    expect(bed.bedside.desk.source).toBe('pad');
    expect(bed.commands).toEqual([]);
    expect(bed.bedside.notice).toBeUndefined();
  });
});

describe('a list that does not come', () => {
  it('leaves the old one, named as stale', async () => {
    tasks = () => err('SERVER_AWAY');
    await refreshWorklist(bed.bedside, queue);
    expect(bed.bedside).toMatchObject({ worklistState: 'stale', server: 'away' });
  });

  it('because of the clocks tells that the clock is wrong', async () => {
    tasks = () => err('AUTH_CLOCK_SKEW');
    await refreshWorklist(bed.bedside, queue);
    expect(isClockWrong(bed.bedside)).toBe(true);
  });
});
