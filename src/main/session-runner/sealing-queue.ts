import { type Failure, type Result, toHex } from '../../core/base';
import { allSealed, needsClosing, pendingSigner } from '../../core/session';
import type { SourceFailure } from '../../core/tsp';
import { bugFields } from '../log';
import type { SealingTrust } from '../sealing';
import { type Bedside, notify } from './bedside';
import { closeTask, sealSlot, timeSlot } from './seal-steps';
import type { TaskRecord } from './task-record';

/** Failures that mean "not now": the act stays confirmed and is tried again. */
const isPending = (failure: Failure & { retryable?: boolean }): boolean =>
  failure.retryable === true ||
  /^(SERVER_|SECOND_READER_UNABLE|TSP_|CLOCK_|AUTH_CLOCK|API_BUSY|SEAL_WRITE)/.test(failure.code);

const REFUSAL_WAITS = { firstMs: 5000, longestMs: 300_000 };
/** A question for the time costs nobody anything, and somebody waits at the bed. */
const TIME_WAITS = { firstMs: 1000, longestMs: 60_000 };

/** Seals what is confirmed, delivers what is whole, reports what ended otherwise; again and again until it worked. */
export class SealingQueue {
  readonly #bedside: Bedside;
  readonly #busy = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  /** When a task whose last try failed on the server's side is worth another one. */
  readonly #waits = new Map<string, { failures: number; untilMs: number }>();

  constructor(bedside: Bedside) {
    this.#bedside = bedside;
  }

  /** Works on one task; at once when nothing else of it is under way. */
  kick(record: TaskRecord): void {
    if (this.#busy.has(record.taskId) || this.#bedside.closing) return;
    this.#busy.add(record.taskId);
    const work = this.#work(record).finally(() => {
      this.#busy.delete(record.taskId);
      this.#running.delete(work);
      this.#bedside.changed();
    });
    this.#running.add(work);
  }

  /** Every task that waits for the server; `atOnce` when a person asks, else with growing pauses after refusals. */
  kickAll(atOnce = false): void {
    if (atOnce) this.#waits.clear();
    const nowMs = this.#bedside.clock.nowMs();
    for (const record of this.#bedside.records.values()) {
      const isDue = (this.#waits.get(record.taskId)?.untilMs ?? 0) <= nowMs;
      if (isDue && needsServer(record)) this.kick(record);
    }
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #work(record: TaskRecord): Promise<void> {
    try {
      const pending = pendingSigner(record.state);
      if (pending?.status === 'confirmed') await this.#seal(record, pending.slot.slot);
      else if (pending !== undefined) await this.#time(record, pending.slot.slot);
      if (wantsClosing(record)) await this.#close(record);
      if (wantsDelivery(record)) await this.#deliver(record);
      if (wantsReport(record)) await this.#report(record);
    } catch (error) {
      this.#bedside.log('error', 'kiosk.bug', { at: 'queue', ...bugFields(error) });
      record.trouble = 'KIOSK_BUG';
      record.secondLookSinceMs = undefined;
    }
  }

  /** Runs one sealing step outside the lane and takes its outcome, and the sources that failed, inside. */
  async #step<T>(
    record: TaskRecord,
    work: (sealing: Parameters<typeof sealSlot>[0]) => Promise<Result<T>>,
    taken: (value: T, tookMs: number) => Promise<Result<unknown>>,
  ): Promise<void> {
    const bedside = this.#bedside;
    const trust: SealingTrust | undefined = bedside.connection.trust;
    if (trust === undefined) return;
    const startedMs = bedside.clock.nowMs();
    const failures: SourceFailure[] = [];
    const onFailure = (failure: SourceFailure): void => void failures.push(failure);
    const done = await work({ bedside, record, trust, onFailure });
    await bedside.lane.run(async () => {
      for (const failure of failures) {
        bedside.log('warn', 'time.source-failed', { taskId: record.taskId, ...failure });
        await record.noteSourceFailure(failure);
      }
      if (!done.ok) return this.#failed(record, done.error);
      bedside.timeAway = false;
      record.trouble = undefined;
      this.#waits.delete(record.taskId);
      const applied = await taken(done.value, bedside.clock.nowMs() - startedMs);
      if (!applied.ok) return this.#failed(record, applied.error);
      bedside.changed();
    });
  }

  async #seal(record: TaskRecord, slot: number): Promise<void> {
    await this.#step(
      record,
      (sealing) => sealSlot(sealing, slot),
      async ({ fileDigest, digestState, sealedAtMs, time }, ms) => {
        const untimed = time === 'trusted' ? {} : { time };
        const applied = await record.apply({ kind: 'act-sealed', slot, fileDigest, atMs: sealedAtMs, ...untimed });
        if (!applied.ok) return applied;
        record.digest = digestState;
        this.#bedside.server = 'reachable';
        this.#bedside.log('info', 'act.sealed', { taskId: record.taskId, slot, time, ms });
        if (time === 'pending' || time === 'closing') this.#timeIsAway(record, time);
        return applied;
      },
    );
  }

  async #time(record: TaskRecord, slot: number): Promise<void> {
    await this.#step(
      record,
      (sealing) => timeSlot(sealing, slot),
      async ({ fileDigest, digestState, sealedAtMs }, ms) => {
        const applied = await record.apply({ kind: 'act-timed', slot, fileDigest, atMs: sealedAtMs });
        if (!applied.ok) return applied;
        record.digest = digestState;
        this.#bedside.log('info', 'act.timed', { taskId: record.taskId, slot, ms });
        return applied;
      },
    );
  }

  async #close(record: TaskRecord): Promise<void> {
    await this.#step(
      record,
      (sealing) => closeTask(sealing),
      async ({ fileDigest, digestState, sealedAtMs }, ms) => {
        const applied = await record.apply({ kind: 'task-closed', fileDigest, atMs: sealedAtMs });
        if (!applied.ok) return applied;
        record.digest = digestState;
        this.#bedside.log('info', 'task.closed', { taskId: record.taskId, ms });
        return applied;
      },
    );
  }

  /** Sealed, but nobody gave the time: the next signer waits, or the document's time-stamp will stand for it. */
  #timeIsAway(record: TaskRecord, time: 'pending' | 'closing'): void {
    const bedside = this.#bedside;
    bedside.timeAway = true;
    if (time === 'closing') {
      notify(bedside, 'info', { code: 'TIME_CLOSING' });
      return;
    }
    const isNew = record.trouble !== 'TIME_PENDING';
    record.trouble = 'TIME_PENDING';
    this.#wait(record.taskId, TIME_WAITS);
    if (isNew) notify(bedside, 'warning', { code: 'TIME_PENDING' });
  }

  #failed(record: TaskRecord, failure: Failure): void {
    const bedside = this.#bedside;
    if (failure.code === 'TSP_NO_SOURCE') {
      this.#timeIsAway(record, 'pending');
      return;
    }
    const first = record.trouble !== failure.code;
    record.trouble = failure.code;
    if (failure.code === 'SERVER_AWAY' || failure.code === 'SERVER_TIMEOUT') bedside.server = 'away';
    else this.#wait(record.taskId, REFUSAL_WAITS);
    bedside.log('warn', 'queue.failed', { taskId: record.taskId, code: failure.code, detail: failure.detail });
    if (first) notify(bedside, isPending(failure) ? 'warning' : 'danger', failure);
    bedside.changed();
  }

  /** What the server refused once it will hardly take a moment later, and each try may cost a certificate. */
  #wait(taskId: string, { firstMs, longestMs }: typeof REFUSAL_WAITS): void {
    const failures = (this.#waits.get(taskId)?.failures ?? 0) + 1;
    const pauseMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 16));
    this.#waits.set(taskId, { failures, untilMs: this.#bedside.clock.nowMs() + pauseMs });
  }

  async #deliver(record: TaskRecord): Promise<void> {
    const bedside = this.#bedside;
    const digest = await record.workingDigest();
    const file = { path: record.workingPath, size: digest.size, sha256: toHex(digest.digest()) };
    const key = `deliver-${file.sha256.slice(0, 48)}`;
    record.secondLookSinceMs ??= bedside.clock.nowMs();
    bedside.changed();
    const answer = await bedside.connection.client.putDocument(record.taskId, file, { idempotencyKey: key });
    await bedside.lane.run(async () => {
      const stillLooks = !answer.ok && answer.error.code === 'SECOND_READER_UNABLE';
      if (!stillLooks) record.secondLookSinceMs = undefined;
      if (!answer.ok) {
        const disagrees = /^(DOCUMENT_|SECOND_READER_DISAGREES)/.test(answer.error.code);
        return this.#failed(record, disagrees ? { ...answer.error, code: 'READERS_DISAGREE' } : answer.error);
      }
      const applied = await record.apply({ kind: 'task-delivered' });
      if (!applied.ok) return this.#failed(record, applied.error);
      record.trouble = undefined;
      bedside.log('info', 'task.delivered', { taskId: record.taskId });
      bedside.changed();
    });
  }

  async #report(record: TaskRecord): Promise<void> {
    const bedside = this.#bedside;
    const { state } = record;
    const isRefused = state.phase === 'refused';
    const { head, length } = record.journal.head;
    const answer = await bedside.connection.client.outcome(
      record.taskId,
      {
        outcome: isRefused ? 'refused' : 'interrupted',
        reason: isRefused ? 'signer-declined' : 'document-unusable',
        ...(state.blockedBy === undefined ? {} : { code: state.blockedBy }),
        atMs: bedside.clock.nowMs(),
        chainHead: head,
        chainLength: length,
      },
      { idempotencyKey: `outcome-${head.slice(0, 48)}` },
    );
    await bedside.lane.run(async () => {
      const isOver = answer.ok || answer.error.code === 'TASK_STATE_CONFLICT';
      if (isOver) await record.apply({ kind: 'outcome-reported' });
      else if (!answer.ok) this.#failed(record, answer.error);
      bedside.changed();
    });
  }
}

const isToBeDelivered = (record: TaskRecord): boolean =>
  record.state.phase === 'open' && record.deliveryWanted && allSealed(record.state);

export const wantsClosing = (record: TaskRecord): boolean => isToBeDelivered(record) && needsClosing(record.state);

const wantsDelivery = (record: TaskRecord): boolean => isToBeDelivered(record) && !needsClosing(record.state);

const wantsReport = (record: TaskRecord): boolean =>
  (record.state.phase === 'refused' || record.state.phase === 'blocked') && !record.state.reported;

/** Something of this task is kept here that the server has not got yet. */
export const needsServer = (record: TaskRecord): boolean =>
  pendingSigner(record.state) !== undefined || isToBeDelivered(record) || wantsReport(record);
