import type { Logger } from 'pino';
import type { Clock, Random } from '../../core/base';
import type { Database } from '../store';
import { type DueEvent, dueEvents, nextDueMs, noteAttempt } from './outbox';
import { nextAttemptMs } from './retry-policy';

/** Sends one event; true when the receiver has taken it (2xx). Never throws. */
export type Post = (due: DueEvent, signal: AbortSignal) => Promise<boolean>;

export interface DispatcherOptions {
  readonly database: Database;
  readonly post: Post;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly count: (result: 'delivered' | 'failed' | 'dead') => void;
}

/** Events of one receiver that are on their way at once: a slow receiver holds up itself alone. */
const AT_ONCE_PER_APPLICATION = 4;
const BATCH = 64;
const LONGEST_NAP_MS = 60_000;

/** Delivers the outbox at least once, with back-off, in order within a task. Woken by `wake`, otherwise by its clock. */
export class Dispatcher {
  private readonly underway = new Map<string, Promise<void>>();
  private readonly perApplication = new Map<string, number>();
  private readonly abort = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: DispatcherOptions) {}

  /** Looks for due events now. */
  wake(): void {
    if (this.abort.signal.aborted) return;
    clearTimeout(this.timer);
    const { database, clock } = this.options;
    const nowMs = clock.nowMs();
    for (const due of dueEvents(database, nowMs, BATCH)) this.begin(due);
    const nextMs = nextDueMs(database);
    const napMs = nextMs === undefined ? LONGEST_NAP_MS : Math.min(LONGEST_NAP_MS, Math.max(50, nextMs - nowMs));
    this.timer = setTimeout(() => this.wake(), napMs).unref();
  }

  private begin(due: DueEvent): void {
    const { event, application } = due;
    const busy = this.perApplication.get(application.id) ?? 0;
    if (this.underway.has(event.event_id) || busy >= AT_ONCE_PER_APPLICATION) return;
    this.perApplication.set(application.id, busy + 1);
    const work = this.attempt(due).finally(() => {
      this.underway.delete(event.event_id);
      this.perApplication.set(application.id, (this.perApplication.get(application.id) ?? 1) - 1);
      this.wake();
    });
    this.underway.set(event.event_id, work);
  }

  private async attempt(due: DueEvent): Promise<void> {
    const { database, post, clock, random, log, count } = this.options;
    const delivered = await post(due, this.abort.signal);
    if (this.abort.signal.aborted && !delivered) return;
    const nowMs = clock.nowMs();
    const spread = (random.bytes(1)[0] ?? 0) / 255;
    const nextMs = delivered
      ? undefined
      : nextAttemptMs(due.event.attempts + 1, due.event.created_at_ms, nowMs, spread);
    const result = delivered ? 'delivered' : nextMs === undefined ? 'dead' : 'failed';
    count(result);
    if (result !== 'delivered')
      log.warn({ eventId: due.event.event_id, attempts: due.event.attempts + 1, result }, 'delivery');
    await database
      .write((session) => noteAttempt(session, due.event, { delivered, nowMs, nextMs }))
      .catch((error: unknown) => log.error({ err: error }, 'delivery could not be noted'));
  }

  /** Stops looking; attempts under way are broken off and stay pending. */
  async close(): Promise<void> {
    this.abort.abort();
    clearTimeout(this.timer);
    await Promise.allSettled(this.underway.values());
  }
}
