import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareBedside, upToInk, upToSeal } from '../../../test/support/bare-bedside';
import { must } from '../../core/base';
import type { SessionEvent } from '../../core/session';
import { recoverTasks } from './recovery';

const DAY_MS = 24 * 3_600_000;
let bed: Awaited<ReturnType<typeof bareBedside>>;
beforeEach(async () => {
  bed = await bareBedside();
});
afterEach(() => bed.close());

/** A kiosk that ended after these events and starts again. */
async function restarted(events: readonly SessionEvent[], laterMs = 0) {
  const { journal } = await bed.record('task-1', events);
  must(await journal.keepAct(0, Uint8Array.of(1), {}));
  await journal.close();
  bed.bedside.records.clear();
  bed.clock.now += laterMs;
  await recoverTasks(bed.bedside);
  return bed.bedside.records.get('task-1');
}

describe('after a restart', () => {
  it('an act under way is interrupted, its identity is asked again, and what was prepared is dropped', async () => {
    const record = await restarted(upToInk('task-1'));
    expect(record?.state.act).toMatchObject({ step: 'interrupted', identified: false });
    expect(bed.bedside.notice?.code).toBe('SESSION_RESUMED');
    expect(await record?.journal.readAct(0)).toMatchObject({ error: { code: 'JOURNAL_MISSING' } });
  });

  it('a confirmed act is kept with what was prepared', async () => {
    const record = await restarted(upToSeal('task-1').slice(0, -2));
    expect(record?.state.signers[0]?.status).toBe('confirmed');
    expect(await record?.journal.readAct(0)).toMatchObject({ ok: true });
  });

  it('a sealed form still wants its delivery, however old it is', async () => {
    const record = await restarted(upToSeal('task-1'), 30 * DAY_MS);
    expect(record?.deliveryWanted).toBe(true);
  });

  it('a delivered form is kept for a day, then forgotten', async () => {
    const done: SessionEvent[] = [...upToSeal('task-1'), { kind: 'task-delivered' }];
    expect((await restarted(done, DAY_MS - 60_000))?.state.phase).toBe('delivered');
    await bed.bedside.records.get('task-1')?.journal.close();
    bed.bedside.records.clear();
    bed.clock.now += 120_000;
    await recoverTasks(bed.bedside);
    expect(bed.bedside.records.size).toBe(0);
    expect(await bed.journal.taskIds()).toEqual([]);
  });

  it('a journal that cannot be read is named and left untouched, the others come back', async () => {
    const { journal } = await bed.record('broken', upToInk('broken'));
    writeFileSync(join(journal.folder, 'events.jsonl'), '{}\n');
    await journal.close();
    expect((await restarted(upToInk('task-1')))?.taskId).toBe('task-1');
    expect([...bed.bedside.broken]).toEqual([['broken', 'JOURNAL_BROKEN']]);
    expect(await bed.journal.taskIds()).toContain('broken');
  });
});
