import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Digest, err, ok, type Result } from '../../core/base';
import { type ChainHead, EventChain, type JsonObject } from '../../core/evidence';
import type { SessionEvent } from '../../core/session';
import { syncFolder } from './atomic-file';

/** One task's events on disk: canonical JSON lines, each naming the digest of the one before (docs/evidence-format.md 7). */
export interface EventLog {
  readonly head: ChainHead;
  /** Resolves when the line is flushed to the disk. JOURNAL_WRITE leaves chain and file as they were. */
  append(event: SessionEvent, atMs: number): Promise<Result<ChainHead>>;
  close(): Promise<void>;
}

/** An event as it was kept, with the wall clock of its keeping. */
export interface JournalEntry {
  readonly atMs: number;
  readonly event: SessionEvent;
}

const LINE_FEED = 0x0a;
/** A session of some hundred events is 100 KB; beyond this somebody else wrote here. */
const MAX_BYTES = 64 * 1024 * 1024;

const eventOf = (chained: { kind: string; data: JsonObject }): SessionEvent =>
  ({ ...chained.data, kind: chained.kind }) as unknown as SessionEvent;

const actOf = (event: SessionEvent, atMs: number) => {
  const { kind, ...data } = event;
  return { atMs, kind, data: JSON.parse(JSON.stringify(data)) as JsonObject };
};

/**
 * Walks the lines. What follows the last line feed is a write that a crash cut off: never acknowledged, so it is
 * dropped. A whole line that does not continue the chain is a defect of the disk or a hand: JOURNAL_BROKEN.
 */
function readLog(bytes: Uint8Array, digest: Digest) {
  const chain = new EventChain(digest);
  const entries: JournalEntry[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    const accepted = chain.accept(bytes.subarray(start, end));
    if (!accepted.ok) return err('JOURNAL_BROKEN', `event ${entries.length}`);
    entries.push({ atMs: Date.parse(accepted.value.at), event: eventOf(accepted.value) });
    start = end + 1;
  }
  return ok({ entries, head: chain.head, wholeBytes: start });
}

async function appendLine(handle: FileHandle, line: Uint8Array, at: number): Promise<Result<void>> {
  const bytes = new Uint8Array(line.length + 1);
  bytes.set(line);
  bytes[line.length] = LINE_FEED;
  try {
    let done = 0;
    while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    await handle.datasync();
    return ok(undefined);
  } catch (error) {
    await handle.truncate(at).catch(() => undefined);
    return err('JOURNAL_WRITE', (error as NodeJS.ErrnoException).code);
  }
}

/** Opens or begins a log; answers it with the events that it holds. JOURNAL_BROKEN, JOURNAL_WRITE. */
export async function openEventLog(
  path: string,
  digest: Digest,
): Promise<Result<{ readonly log: EventLog; readonly entries: readonly JournalEntry[] }>> {
  const found = await readFile(path).catch(() => undefined);
  if (found !== undefined && found.length > MAX_BYTES) return err('JOURNAL_BROKEN', 'too large');
  const read = readLog(found ?? new Uint8Array(0), digest);
  if (!read.ok) return read;
  const handle = await open(path, found === undefined ? 'wx+' : 'r+', 0o600);
  let size = read.value.wholeBytes;
  if (found === undefined) await syncFolder(dirname(path));
  else if (found.length > size) await handle.truncate(size);
  let head = read.value.head;
  const log: EventLog = {
    get head() {
      return head;
    },
    append: async (event, atMs) => {
      const chain = new EventChain(digest, head);
      const added = chain.append(actOf(event, atMs));
      if (!added.ok) return added;
      const written = await appendLine(handle, added.value.line, size);
      if (!written.ok) return written;
      size += added.value.line.length + 1;
      head = chain.head;
      return ok(head);
    },
    close: () => handle.close(),
  };
  return ok({ log, entries: read.value.entries });
}
