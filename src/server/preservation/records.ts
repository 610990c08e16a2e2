import type { PreservationLevel, Session } from '../store';

/** The file of a task after its extension. */
export interface Preserved {
  readonly sha256: string;
  readonly size: number;
  readonly level: PreservationLevel;
}

/** Notes that a task's sealed file is to be extended; in the transaction that archives it. Twice is once. */
export function requestPreservation(session: Session, taskId: string, nowMs: number): void {
  const values = { task_id: taskId, state: 'pending' as const, attempts: 0, next_attempt_at_ms: nowMs };
  session.run(
    session.db
      .insertInto('preservations')
      .values({ ...values, level: null, sha256: null, size: null, finished_at_ms: null })
      .onConflict((conflict) => conflict.doNothing()),
  );
}

/** Requests it for every sealed file that has none yet: those of before, and of times without preservation. */
export function requestMissing(session: Session, nowMs: number): void {
  const { db } = session;
  const known = db.selectFrom('preservations').select('task_id');
  const missing = db
    .selectFrom('tasks')
    .select('id')
    .where('sealed_sha256', 'is not', null)
    .where('id', 'not in', known);
  for (const { id } of session.rows(missing)) requestPreservation(session, id, nowMs);
}

export interface DuePreservation {
  readonly taskId: string;
  readonly attempts: number;
  readonly sealedSha256: string;
}

/** The next file whose time has come. */
export function duePreservation(session: Session, nowMs: number): DuePreservation | undefined {
  const row = session.first(
    session.db
      .selectFrom('preservations as p')
      .innerJoin('tasks as t', 't.id', 'p.task_id')
      .select(['p.task_id as taskId', 'p.attempts as attempts', 't.sealed_sha256 as sealedSha256'])
      .where('p.state', '=', 'pending')
      .where('p.next_attempt_at_ms', '<=', nowMs)
      .orderBy('p.next_attempt_at_ms')
      .limit(1),
  );
  return row === undefined || row.sealedSha256 === null ? undefined : { ...row, sealedSha256: row.sealedSha256 };
}

export function notePreserved(session: Session, taskId: string, preserved: Preserved, nowMs: number): void {
  session.run(
    session.db
      .updateTable('preservations')
      .set({ ...preserved, state: 'done', finished_at_ms: nowMs })
      .where('task_id', '=', taskId)
      .where('state', '=', 'pending'),
  );
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
    session.db
      .selectFrom('preservations')
      .select(['sha256', 'size', 'level'])
      .where('task_id', '=', taskId)
      .where('state', '=', 'done'),
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
