import { generateKeyPairSync } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../core/base';
import type { SessionEvent } from '../../core/session';
import { nodeDigest, nodeVerifier, signerFromKeyObject } from '../../platform/node';
import { writeAtomicallyWith } from './atomic-file';
import { type Journal, openJournal } from './journal';

const newKey = () => ({
  signer: signerFromKeyObject(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey),
  verifier: nodeVerifier,
});
const key = newKey();
const events: SessionEvent[] = [
  { kind: 'task-opened' },
  { kind: 'patient-confirmed', by: 'wristband' },
  { kind: 'signer-chosen', slot: 0, basis: { capacity: 'patient', name: '𠮷野秀英' } },
];

let root: string;
let journal: Journal;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'inkwitness-journal-'));
  journal = await openJournal(root, { digest: nodeDigest, key });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function filled() {
  const task = must(await journal.open('task-1'));
  for (const event of events) must(await task.append(event, 1_700_000_000_000));
  const { head } = task;
  await task.close();
  return { head, log: join(root, 'task-1', 'events.jsonl') };
}

describe('journal', () => {
  it('gives the events back in order, with the same head, and goes on', async () => {
    const { head } = await filled();
    const again = must(await journal.open('task-1'));
    expect(again.entries.map((entry) => entry.event)).toEqual(events);
    expect(again.entries[0]?.atMs).toBe(1_700_000_000_000);
    expect(again.head).toEqual(head);
    must(await again.append({ kind: 'act-started', slot: 0 }, 1));
    expect(again.head.length).toBe(4);
    await again.close();
    expect(await journal.taskIds()).toEqual(['task-1']);
  });

  it('drops a torn last line at every cut, and never a whole line', async () => {
    const { log } = await filled();
    const whole = await readFile(log);
    const lines = [...whole.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
    for (let cut = 0; cut < whole.length; cut += 7) {
      await writeFile(log, whole.subarray(0, cut));
      const task = must(await journal.open('task-1'));
      expect(task.entries.map((entry) => entry.event)).toEqual(
        events.slice(0, lines.filter((end) => end <= cut).length),
      );
      await task.close();
    }
    await writeFile(log, whole);
    await truncate(log, whole.length - 1);
    const task = must(await journal.open('task-1'));
    expect(task.entries.length).toBe(2);
    must(await task.append(events[2] as SessionEvent, 1_700_000_000_000));
    await task.close();
    expect(await readFile(log)).toEqual(whole);
  });

  it('refuses a log that was changed, reordered or shortened in the middle', async () => {
    const { log } = await filled();
    const text = await readFile(log, 'utf8');
    const lines = text.split('\n');
    const broken = [
      text.replace('wristband', 'asked'),
      [lines[1], lines[0], ...lines.slice(2)].join('\n'),
      lines.slice(1).join('\n'),
      text.replace('"sequence":1', '"sequence": 1'),
    ];
    for (const content of broken) {
      await writeFile(log, content);
      const opened = await journal.open('task-1');
      expect(opened.ok ? 'ok' : opened.error.code).toBe('JOURNAL_BROKEN');
    }
  });

  it('keeps a prepared act and refuses one that was altered or that another kiosk signed', async () => {
    const task = must(await journal.open('task-1'));
    const tail = Uint8Array.of(1, 2, 3);
    must(await task.keepAct(0, tail, { documentDigest: 'aa' }));
    const kept = must(await task.readAct(0));
    expect(kept.tail).toEqual(tail);
    expect(kept.record).toMatchObject({ documentDigest: 'aa', slot: 0, tailSize: 3 });
    const record = join(root, 'task-1', 'act-0.json');
    const text = await readFile(record, 'utf8');
    await writeFile(record, text.replace('"aa"', '"ab"'));
    expect(await task.readAct(0)).toMatchObject({ error: { code: 'JOURNAL_RECORD_BROKEN' } });
    await writeFile(record, text);
    await writeFile(join(root, 'task-1', 'act-0.tail'), Uint8Array.of(1, 2, 4));
    expect(await task.readAct(0)).toMatchObject({ error: { code: 'JOURNAL_RECORD_BROKEN' } });
    await task.close();
    const stranger = await openJournal(root, { digest: nodeDigest, key: newKey() });
    const theirs = must(await stranger.open('task-1'));
    await writeFile(join(root, 'task-1', 'act-0.tail'), tail);
    expect(await theirs.readAct(0)).toMatchObject({ error: { code: 'JOURNAL_RECORD_BROKEN' } });
    await theirs.dropAct(0);
    expect(await theirs.readAct(0)).toMatchObject({ error: { code: 'JOURNAL_MISSING' } });
    await theirs.close();
  });

  it('leaves the old file and no rubbish when writing fails, and sweeps what a crash left', async () => {
    const path = join(root, 'facts.json');
    await writeFile(path, 'old');
    await expect(
      writeAtomicallyWith(path, async (handle) => {
        await handle.writeFile('half');
        throw new Error('no space');
      }),
    ).rejects.toThrow('no space');
    expect(await readFile(path, 'utf8')).toBe('old');
    await filled();
    await writeFile(join(root, 'task-1', 'revision-2.pdf.part'), 'half');
    await must(await journal.open('task-1')).close();
    expect(await readdir(join(root, 'task-1'))).toEqual(['events.jsonl']);
  });

  it('takes no task id that is not a plain name', async () => {
    for (const id of ['../x', 'a/b', '', '.hidden', 'x'.repeat(65)]) {
      expect(await journal.open(id)).toMatchObject({ error: { code: 'JOURNAL_TASK_ID' } });
    }
  });

  it('takes no event that the disk did not take: log and head stay as they were', async () => {
    const task = must(await journal.open('task-1'));
    must(await task.append(events[0] as SessionEvent, 1));
    const { head } = task;
    await task.close();
    expect(await task.append(events[1] as SessionEvent, 2)).toMatchObject({ error: { code: 'JOURNAL_WRITE' } });
    expect(task.head).toEqual(head);
    const again = must(await journal.open('task-1'));
    expect(again.head).toEqual(head);
    await again.close();
  });

  // Windows lets nobody remove a folder in which a file is open.
  it.skipIf(process.platform === 'win32')('says that it cannot write where a task has no folder', async () => {
    await writeFile(join(root, 'task-1'), 'a file in the way');
    expect(await journal.open('task-1')).toMatchObject({ error: { code: 'JOURNAL_WRITE' } });
    const task = must(await journal.open('task-2'));
    await rm(task.folder, { recursive: true });
    expect(await task.keepAct(0, Uint8Array.of(1), {})).toMatchObject({ error: { code: 'JOURNAL_WRITE' } });
    expect(await task.writeFacts('task', {})).toMatchObject({ error: { code: 'JOURNAL_WRITE' } });
    await task.close();
  });

  it('refuses the act of one slot in the place of another', async () => {
    const task = must(await journal.open('task-1'));
    must(await task.keepAct(0, Uint8Array.of(1), {}));
    for (const part of ['json', 'tail'])
      await copyFile(join(task.folder, `act-0.${part}`), join(task.folder, `act-1.${part}`));
    expect(await task.readAct(1)).toMatchObject({ error: { code: 'JOURNAL_RECORD_BROKEN' } });
    await task.close();
  });

  it('reads facts that were cut off as none', async () => {
    const task = must(await journal.open('task-1'));
    must(await task.writeFacts('fields', { pageCount: 3 }));
    expect(await task.readFacts('fields')).toEqual({ pageCount: 3 });
    await writeFile(join(task.folder, 'fields.json'), '{"pageCo');
    expect(await task.readFacts('fields')).toBeUndefined();
    await task.close();
  });
});
