import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareBedside, upToInk, upToSeal } from '../../../test/support/bare-bedside';
import type { SessionEvent } from '../../core/session';
import { leaveBed, returnToBed } from './absence';

let bed: Awaited<ReturnType<typeof bareBedside>>;
beforeEach(async () => {
  bed = await bareBedside();
});
afterEach(() => bed.close());

/** The computer sleeps when these things have happened to the open task. */
async function asleepAfter(events: readonly SessionEvent[]) {
  const record = await bed.record('task-1', events);
  bed.bedside.openTaskId = 'task-1';
  leaveBed(bed.bedside);
  await bed.bedside.lane.idle();
  return record.state;
}

describe('a sleep', () => {
  it.each([
    ['at the identity', -3],
    ['while reading', -1],
    ['at the pad', undefined],
  ])('%s: devices are let go, identity is asked anew, the bench says why', async (_step, end) => {
    const { act } = await asleepAfter(upToInk('task-1').slice(0, end));
    expect(act).toMatchObject({ step: 'interrupted', identified: false, interruptedBy: 'STATION_SLEPT', strokes: 0 });
    expect(bed.bedside.notice).toMatchObject({ severity: 'warning', code: 'STATION_SLEPT' });
    expect(bed.bedside.desk.recorder).toBeUndefined();
    expect(bed.commands[0]).toEqual({ type: 'suspend' });
    returnToBed(bed.bedside);
    expect(bed.commands.at(-1)).toEqual({ type: 'resume' });
  });

  it('of an act that stood already takes its identity; a second sleep adds nothing', async () => {
    const lost: SessionEvent = { kind: 'act-interrupted', code: 'PAD_LOST', identityKept: true };
    const { act } = await asleepAfter([...upToInk('task-1'), lost]);
    expect(act).toMatchObject({ identified: false, interruptedBy: 'STATION_SLEPT' });
    const { length } = (bed.bedside.records.get('task-1') as { journal: { head: { length: number } } }).journal.head;
    leaveBed(bed.bedside);
    await bed.bedside.lane.idle();
    expect(bed.bedside.records.get('task-1')?.journal.head.length).toBe(length);
  });

  it('leaves what was confirmed, and puts the receipt away', async () => {
    const state = await asleepAfter(upToSeal('task-1').slice(0, -1));
    expect(state.act).toBeUndefined();
    expect(state.signers[0]?.status).toBe('sealed');
    expect(bed.bedside.notice).toBeUndefined();
  });
});
