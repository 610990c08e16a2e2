import type { Logger } from 'pino';
import { Refusal } from '../../core/base';
import type { Received } from '../archive';
import type { Database, PreservationLevel, Session } from '../store';
import { type ExtensionPorts, renewAtMs, reportOf } from './extend-document';
import { type ExtensionRooms, extendFile } from './extend-file';
import {
  type DuePreservation,
  duePreservation,
  noteFailure,
  notePreserved,
  noteRenewalDue,
  type Preserved,
  requestMissing,
} from './records';

export interface PreserverOptions extends ExtensionPorts, Omit<ExtensionRooms, 'hold'> {
  /** Keeps an extended file about which two readers disagree. */
  readonly hold: (taskId: string, received: Received, what: string) => Promise<void>;
  readonly database: Database;
  readonly log: Logger;
  readonly count: (result: PreservationLevel | 'renewed' | 'failed') => void;
  /** What a task's file is to be; undefined where it stays as it was sealed. */
  readonly targetOf: (taskId: string) => PreservationLevel | undefined;
  /** Tells the application, in the transaction that makes the extended file known. */
  readonly announce: (session: Session, taskId: string, preserved: Preserved) => void;
  /** Called after something was announced. */
  readonly announced: () => void;
}

const NAP_MS = 5_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Extends archived files one after the other, long after their signers were told that all is done, and renews them years
 * later, before their newest document time-stamp ends. Durable: what is to be done, and when, stands in the store; the
 * extended file is kept first and made known second, so that a crash between the two costs a second copy and nothing
 * else.
 */
export class Preserver {
  #working: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: PreserverOptions) {}

  /** Begins, also with files that were archived before there was preservation. */
  async start(): Promise<void> {
    const { database, clock, targetOf } = this.options;
    await database.write((session) => requestMissing(session, targetOf, clock.nowMs()));
    this.wake();
  }

  /** Looks for work now. */
  wake(): void {
    if (this.#closed) return;
    if (this.#working !== undefined) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#again = false;
    this.#working = this.work().finally(() => {
      this.#working = undefined;
      if (this.#again) this.wake();
      else if (!this.#closed) this.#timer = setTimeout(() => this.wake(), NAP_MS).unref();
    });
  }

  private async work(): Promise<void> {
    const { database, clock, log } = this.options;
    for (;;) {
      const due = this.#closed ? undefined : duePreservation(database, clock.nowMs());
      if (due === undefined) return;
      const noted = await this.attempt(due).catch((error: unknown) => {
        log.error({ err: error }, 'preservation could not be noted');
        return false;
      });
      if (!noted) return;
    }
  }

  /** One file; true when its outcome was written down. */
  private async attempt(due: DuePreservation): Promise<boolean> {
    const { database, clock, log, count } = this.options;
    try {
      await this.extend(due);
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'unexpected';
      const cause = error instanceof Refusal ? { code, detail: error.detail } : { code, err: error };
      log.warn({ taskId: due.taskId, attempts: due.attempts + 1, ...cause }, 'preservation');
      count('failed');
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(due.attempts, 16));
      await database.write((session) => noteFailure(session, due, clock.nowMs() + waitMs));
    }
    return true;
  }

  private async extend(due: DuePreservation): Promise<void> {
    const { database, archive, secondReader, clock, count, announce, announced, renewDaysBefore } = this.options;
    const { taskId, sha256, target: level, isRenewal } = due;
    const before = isRenewal ? renewAtMs(await reportOf(archive.pathOf(sha256), this.options), renewDaysBefore) : null;
    if (isRenewal && (before === null || before > clock.nowMs())) {
      await database.write((session) => noteRenewalDue(session, taskId, before));
      return;
    }
    const hold = (file: Received, what: string) => this.options.hold(taskId, file, what);
    const rooms = { archive, secondReader, hold };
    const extended = await extendFile({ sha256, level, before }, rooms, this.options);
    const { received } = extended;
    await received.keep();
    const preserved = { sha256: received.sha256, size: received.size, level };
    await database.write((session) => {
      notePreserved(session, due, preserved, { nowMs: clock.nowMs(), renewAtMs: extended.renewAtMs });
      announce(session, taskId, preserved);
    });
    count(isRenewal ? 'renewed' : level);
    announced();
  }

  /** Ends after the file in hand. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#working;
  }
}
