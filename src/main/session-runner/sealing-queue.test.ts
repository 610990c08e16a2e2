import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { bareBedside, upToSeal } from '../../../test/support/bare-bedside';
import { err, ok } from '../../core/base';
import type { ServerClient } from '../server-client';
import { SealingQueue } from './sealing-queue';

let bed: Awaited<ReturnType<typeof bareBedside>>;
afterEach(() => bed.close());

/** A task whose only act is sealed and whose file waits for the server, and how often the server was asked. */
async function delivering(putDocument: () => ReturnType<ServerClient['putDocument']>) {
  let asked = 0;
  bed = await bareBedside({
    putDocument: () => {
      asked++;
      return putDocument();
    },
  });
  const record = await bed.record('task-1', upToSeal('task-1'));
  mkdirSync(dirname(record.workingPath), { recursive: true });
  writeFileSync(record.workingPath, '%PDF');
  record.deliveryWanted = true;
  const queue = new SealingQueue(bed.bedside);
  const run = async (atOnce = false) => {
    queue.kickAll(atOnce);
    await queue.idle();
    return asked;
  };
  return { record, run };
}

describe('delivery', () => {
  it('that the server takes is done once', async () => {
    const { record, run } = await delivering(async () => ok({} as never));
    expect(await run()).toBe(1);
    expect(record.state.phase).toBe('delivered');
    expect(await run()).toBe(1);
  });

  it('of a file that the server reads otherwise is named so, and shown once', async () => {
    const { record, run } = await delivering(async () => err('DOCUMENT_NOT_VALID'));
    await run();
    expect(record).toMatchObject({ trouble: 'READERS_DISAGREE', secondLookSinceMs: undefined });
    expect(bed.bedside.notice).toMatchObject({ code: 'READERS_DISAGREE', severity: 'danger' });
    bed.bedside.notice = undefined;
    await run(true);
    expect(bed.bedside.notice).toBeUndefined();
  });

  it('of a file that the server still reads says so until it is decided', async () => {
    const { record, run } = await delivering(async () => err('SECOND_READER_UNABLE'));
    await run();
    expect(record.secondLookSinceMs).toBe(bed.clock.now);
    const first = bed.clock.now;
    bed.clock.now += 5000;
    await run();
    expect(record.secondLookSinceMs).toBe(first);
  });

  it('waits longer after each refusal, unless a person asks', async () => {
    const { run } = await delivering(async () => err('SERVER_BUSY'));
    expect(await run()).toBe(1);
    expect(await run()).toBe(1);
    bed.clock.now += 5000;
    expect(await run()).toBe(2);
    bed.clock.now += 5000;
    expect(await run()).toBe(2);
    bed.clock.now += 5000;
    expect(await run()).toBe(3);
    expect(await run(true)).toBe(4);
  });

  it('does not wait when the server was only away', async () => {
    const { run } = await delivering(async () => err('SERVER_AWAY'));
    expect(await run()).toBe(1);
    expect(bed.bedside.server).toBe('away');
    expect(await run()).toBe(2);
  });

  it('that ends in a bug leaves the task kept and the queue alive', async () => {
    const { record, run } = await delivering(() => Promise.reject(new Error('bug')));
    await run();
    expect(record.trouble).toBe('KIOSK_BUG');
    expect(bed.logged).toContain('kiosk.bug');
    expect(await run()).toBe(2);
  });
});

describe('the report about a form that cannot be signed', () => {
  it.each([
    ['is over when the server says that the task has ended already', 'TASK_STATE_CONFLICT', true],
    ['is tried again after any other answer', 'SERVER_AWAY', false],
  ])('%s', async (_, code, reported) => {
    bed = await bareBedside({ outcome: async () => err(code) });
    const record = await bed.record('task-1', [{ kind: 'task-blocked', code: 'PDF_ENCRYPTED' }]);
    const queue = new SealingQueue(bed.bedside);
    queue.kickAll();
    await queue.idle();
    expect(record.state.reported).toBe(reported);
  });
});
