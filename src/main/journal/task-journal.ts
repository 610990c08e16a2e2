import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, err, ok, type Result, toHex } from '../../core/base';
import type { ChainHead, JsonObject } from '../../core/evidence';
import type { SessionEvent } from '../../core/session';
import { syncFolder, TEMPORARY_SUFFIX, writeAtomically } from './atomic-file';
import { type EventLog, type JournalEntry, openEventLog } from './event-log';
import { openRecord, type RecordKey, recordFormat, signRecord } from './signed-record';

/** One task's folder. Files in it: task.json, revision-<n>.pdf, act-<slot>.tail, act-<slot>.json, events.jsonl. */
export interface TaskJournal {
  readonly taskId: string;
  readonly folder: string;
  readonly head: ChainHead;
  /** What was kept before this opening. */
  readonly entries: readonly JournalEntry[];
  /** Durable when it resolves. JOURNAL_WRITE. */
  append(event: SessionEvent, atMs: number): Promise<Result<ChainHead>>;
  /** Where working revision n lies: 0 as the HIS sent it, 1 with the fields, then one more per sealed act. */
  revisionPath(revision: number): string;
  /** Keeps a prepared act: the revision's bytes after the base, and the signed record about them. Durable when it resolves. */
  keepAct(slot: number, tail: Uint8Array, record: JsonObject): Promise<Result<void>>;
  /** The prepared act of a slot. JOURNAL_MISSING, JOURNAL_RECORD_BROKEN. */
  readAct(slot: number): Promise<Result<{ readonly tail: Uint8Array; readonly record: JsonObject }>>;
  dropAct(slot: number): Promise<void>;
  /** Facts that only this kiosk needs again after a restart, e.g. the task as the server gave it. */
  writeFacts(name: FactName, facts: JsonObject): Promise<Result<void>>;
  readFacts(name: FactName): Promise<JsonObject | undefined>;
  close(): Promise<void>;
}

export type FactName = 'task' | 'fields';

export interface JournalPorts {
  readonly digest: Digest;
  readonly key: RecordKey;
}

const failed = (error: unknown) => err('JOURNAL_WRITE', (error as NodeJS.ErrnoException).code);

/** What a crash left half-written has this ending and was never referred to. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith(TEMPORARY_SUFFIX)) await rm(join(folder, name), { force: true });
  }
}

async function keepAct(folder: string, slot: number, tail: Uint8Array, record: JsonObject, ports: JournalPorts) {
  try {
    const tailDigest = toHex(ports.digest.hash('SHA-256', tail));
    const whole = { ...record, format: recordFormat('act'), slot, tailDigest, tailSize: tail.length };
    await writeAtomically(join(folder, `act-${slot}.tail`), tail);
    await writeAtomically(join(folder, `act-${slot}.json`), await signRecord(whole, ports.key));
    return ok(undefined);
  } catch (error) {
    return failed(error);
  }
}

async function readAct(folder: string, slot: number, ports: JournalPorts) {
  const bytes = await readFile(join(folder, `act-${slot}.json`)).catch(() => undefined);
  const tail = await readFile(join(folder, `act-${slot}.tail`)).catch(() => undefined);
  if (bytes === undefined || tail === undefined) return err('JOURNAL_MISSING', `act ${slot}`);
  const record = openRecord(new Uint8Array(bytes), ports.key);
  if (!record.ok) return record;
  const { format, slot: ofSlot, tailDigest } = record.value;
  const genuine =
    format === recordFormat('act') && ofSlot === slot && tailDigest === toHex(ports.digest.hash('SHA-256', tail));
  return genuine ? ok({ tail: new Uint8Array(tail), record: record.value }) : err('JOURNAL_RECORD_BROKEN', 'tail');
}

async function readFacts(path: string): Promise<JsonObject | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}

function faceOf(
  taskId: string,
  folder: string,
  opened: { log: EventLog; entries: readonly JournalEntry[] },
  ports: JournalPorts,
): TaskJournal {
  return {
    taskId,
    folder,
    get head() {
      return opened.log.head;
    },
    entries: opened.entries,
    append: (event, atMs) => opened.log.append(event, atMs),
    revisionPath: (revision) => join(folder, `revision-${revision}.pdf`),
    keepAct: (slot, tail, record) => keepAct(folder, slot, tail, record, ports),
    readAct: (slot) => readAct(folder, slot, ports),
    dropAct: async (slot) => {
      await rm(join(folder, `act-${slot}.json`), { force: true });
      await rm(join(folder, `act-${slot}.tail`), { force: true });
    },
    writeFacts: (name, facts) =>
      writeAtomically(join(folder, `${name}.json`), JSON.stringify(facts)).then(() => ok(undefined), failed),
    readFacts: (name) => readFacts(join(folder, `${name}.json`)),
    close: () => opened.log.close(),
  };
}

/** Opens or begins the folder of a task and clears what a crash left half-written. JOURNAL_BROKEN, JOURNAL_WRITE. */
export async function openTaskJournal(root: string, taskId: string, ports: JournalPorts): Promise<Result<TaskJournal>> {
  const folder = join(root, taskId);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await syncFolder(root);
    await sweep(folder);
    const opened = await openEventLog(join(folder, 'events.jsonl'), ports.digest);
    return opened.ok ? ok(faceOf(taskId, folder, opened.value, ports)) : opened;
  } catch (error) {
    return failed(error);
  }
}
