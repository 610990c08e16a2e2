import type { WebhookEvent } from '../../contracts/api';
import type { ApplicationRow, OutboxRow, Session } from '../store';

/** Events to deliver, in the store: written in the same transaction as what they tell of. */

/** Puts an event into the outbox; its sequence within the task is counted here. */
export function enqueue(
  session: Session,
  applicationId: string,
  event: Omit<WebhookEvent, 'sequence'>,
  nowMs: number,
): void {
  const { db } = session;
  const last = session.first(
    db
      .selectFrom('outbox')
      .select((e) => e.fn.max('sequence').as('sequence'))
      .where('task_id', '=', event.taskId),
  );
  const sequence = Number(last?.sequence ?? 0) + 1;
  session.run(
    db.insertInto('outbox').values({
      event_id: event.eventId,
      application_id: applicationId,
      task_id: event.taskId,
      sequence,
      body: JSON.stringify({ ...event, sequence }),
      created_at_ms: nowMs,
      attempts: 0,
      next_attempt_at_ms: nowMs,
      state: 'pending',
      finished_at_ms: null,
    }),
  );
}

export interface DueEvent {
  readonly event: OutboxRow;
  readonly application: ApplicationRow;
}

/** Events whose time has come, oldest first: for each task only the first one that is still pending. */
export function dueEvents(session: Session, nowMs: number, limit: number): DueEvent[] {
  const { db } = session;
  const events = session.rows(
    db
      .selectFrom('outbox as o')
      .selectAll('o')
      .where('o.state', '=', 'pending')
      .where('o.next_attempt_at_ms', '<=', nowMs)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('outbox as earlier')
              .select('earlier.event_id')
              .whereRef('earlier.task_id', '=', 'o.task_id')
              .whereRef('earlier.sequence', '<', 'o.sequence')
              .where('earlier.state', '=', 'pending'),
          ),
        ),
      )
      .orderBy('o.next_attempt_at_ms')
      .limit(limit),
  );
  return events.flatMap((event) => {
    const application = session.first(db.selectFrom('applications').selectAll().where('id', '=', event.application_id));
    return application === undefined ? [] : [{ event, application }];
  });
}

/** Milliseconds of the next attempt that is planned, or undefined when nothing waits. */
export function nextDueMs(session: Session): number | undefined {
  const row = session.first(
    session.db
      .selectFrom('outbox')
      .select((e) => e.fn.min('next_attempt_at_ms').as('at'))
      .where('state', '=', 'pending'),
  );
  return row?.at ?? undefined;
}

export const pendingCount = (session: Session): number =>
  Number(
    session.first(
      session.db
        .selectFrom('outbox')
        .select((e) => e.fn.countAll().as('n'))
        .where('state', '=', 'pending'),
    )?.n ?? 0,
  );

/** Notes the outcome of one attempt; `nextMs` undefined with `delivered` false means given up. */
export function noteAttempt(
  session: Session,
  event: OutboxRow,
  outcome: { readonly delivered: boolean; readonly nowMs: number; readonly nextMs: number | undefined },
): void {
  const state = outcome.delivered ? 'delivered' : outcome.nextMs === undefined ? 'dead' : 'pending';
  session.run(
    session.db
      .updateTable('outbox')
      .set({
        attempts: event.attempts + 1,
        state,
        next_attempt_at_ms: outcome.nextMs ?? event.next_attempt_at_ms,
        finished_at_ms: state === 'pending' ? null : outcome.nowMs,
      })
      .where('event_id', '=', event.event_id),
  );
}
