import type { PreservationLevel, Session } from '../store';

/** The file of a task after its extension. */
export interface Preserved {
  readonly sha256: string;
  readonly size: number;
  readonly level: PreservationLevel;
}

/**
 * Notes that a task's file is to be brought to a level; in the transaction that archives it, or later for a higher one.
 * Twice is once; a lower level than before changes nothing.
 */
export function requestPreservation(session: Session, taskId: string, target: PreservationLevel, nowMs: number): void {
  const values = { task_id: taskId, state: 'pending' as const, target, attempts: 0, next_attempt_at_ms: nowMs };
  const nothingYet = { level: null, sha256: null, size: null, finished_at_ms: null, renew_at_ms: null, renewals: 0 };
  session.run(
    session.db
      .insertInto('preservations')
      .values({ ...values, ...nothingYet })
      .onConflict((conflict) => conflict.doNothing()),
  );
  if (target === 'B-LTA')
    session.run(
      session.db.updateTable('preservations').set(values).where('task_id', '=', taskId).where('target', '!=', target),
    );
}

/** Requests it for every sealed file that was to last and has no request yet, as files of before. */
export function requestMissing(
  session: Session,
  targetOf: (taskId: string) => PreservationLevel | undefined,
  nowMs: number,
): void {
  const { db } = session;
  const known = db.selectFrom('preservations').select('task_id');
  const missing = db
    .selectFrom('tasks')
    .select('id')
    .where('sealed_sha256', 'is not', null)
    .where('id', 'not in', known);
  for (const { id } of session.rows(missing)) {
    const target = targetOf(id);
    if (target !== undefined) requestPreservation(session, id, target, nowMs);
  }
}

export interface DuePreservation {
  readonly taskId: string;
  readonly attempts: number;
  readonly target: PreservationLevel;
  /** The file to extend: the extended one where there is one, else as it was sealed. */
  readonly sha256: string;
  /** It has its level and is looked at because its newest document time-stamp ends. */
  readonly isRenewal: boolean;
}

/** The next file whose time has come: to be extended, or to be renewed. */
export function duePreservation(session: Session, nowMs: number): DuePreservation | undefined {
  const row = session.first(
    session.db
      .selectFrom('preservations as p')
      .innerJoin('tasks as t', 't.id', 'p.task_id')
      .select(['p.task_id as taskId', 'p.attempts as attempts', 'p.target as target', 'p.state as state'])
      .select(['p.sha256 as extended', 't.sealed_sha256 as sealed'])
      .where((e) => e.or([e('p.state', '=', 'pending'), e('p.renew_at_ms', '<=', nowMs)]))
      .where('p.next_attempt_at_ms', '<=', nowMs)
      .orderBy('p.state', 'desc')
      .orderBy('p.next_attempt_at_ms')
      .limit(1),
  );
  const sha256 = row?.extended ?? row?.sealed;
  if (row === undefined || sha256 == null) return undefined;
  const { taskId, attempts, target, state } = row;
  return { taskId, attempts, target, sha256, isRenewal: state === 'done' };
}

/** Makes an extended file the one that is handed out. */
export function notePreserved(
  session: Session,
  due: DuePreservation,
  preserved: Preserved,
  times: { readonly nowMs: number; readonly renewAtMs: number | null },
): void {
  const done = { state: 'done' as const, attempts: 0, finished_at_ms: times.nowMs, renew_at_ms: times.renewAtMs };
  const renewals = due.isRenewal ? 1 : 0;
  session.run(
    session.db
      .updateTable('preservations')
      .set((e) => ({ ...preserved, ...done, renewals: e('renewals', '+', renewals) }))
      .where('task_id', '=', due.taskId),
  );
}

/** A file that was looked at and lasts longer than was known. */
export function noteRenewalDue(session: Session, taskId: string, renewAtMs: number | null): void {
  const set = { renew_at_ms: renewAtMs, attempts: 0 };
  session.run(session.db.updateTable('preservations').set(set).where('task_id', '=', taskId));
}

export function noteFailure(session: Session, due: DuePreservation, nextMs: number): void {
  session.run(
    session.db
      .updateTable('preservations')
      .set({ attempts: due.attempts + 1, next_attempt_at_ms: nextMs })
      .where('task_id', '=', due.taskId),
  );
}

/** The extended file of a task, once there is one. */
export function preservedOf(session: Session, taskId: string): Preserved | undefined {
  const row = session.first(
    session.db.selectFrom('preservations').select(['sha256', 'size', 'level']).where('task_id', '=', taskId),
  );
  if (row === undefined || row.sha256 === null || row.size === null || row.level === null) return undefined;
  return { sha256: row.sha256, size: row.size, level: row.level };
}

export const pendingPreservations = (session: Session): number =>
  Number(
    session.first(
      session.db
        .selectFrom('preservations')
        .select((e) => e.fn.countAll().as('n'))
        .where('state', '=', 'pending'),
    )?.n ?? 0,
  );
