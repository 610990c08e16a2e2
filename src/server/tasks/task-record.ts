import {
  CAPTURE_POLICY,
  type CreateTaskRequest,
  type ServerTaskState,
  type SlotProgress,
  type Task,
} from '../../contracts/api';
import { refuse } from '../plugins';
import { preservedOf } from '../preservation';
import { prepared, type Session, type TaskRow } from '../store';
import { inquiryOf } from './inquiries';
import { stateAt } from './task-states';

/** What of a task is kept as one JSON text. */
type TaskContent = Pick<CreateTaskRequest, 'patient' | 'form' | 'signers' | 'seamSeal'> &
  Pick<Task, 'level' | 'withoutTime' | 'captureFloor' | 'captureTries'>;

/** A task as it is at a moment. */
export interface CurrentTask {
  readonly row: TaskRow;
  readonly state: ServerTaskState;
  readonly content: TaskContent;
}

/** What was true of tasks that were made before they had settings of their own. */
const OLD_TASKS = { level: 'B-LTA', withoutTime: 'wait', ...CAPTURE_POLICY } as const;

const current = (row: TaskRow, nowMs: number): CurrentTask => ({
  row,
  state: stateAt(row.state as ServerTaskState, row.expires_at_ms, nowMs),
  content: { ...OLD_TASKS, ...(JSON.parse(row.content) as TaskContent) },
});

/** Whose eyes: a station sees its own tasks, an application those that it made. */
export interface Viewer {
  readonly kind: 'kiosk' | 'application' | 'enrolling';
  readonly id: string;
}

const mayView = (row: TaskRow, viewer: Viewer): boolean =>
  viewer.kind === 'kiosk'
    ? row.station_id === viewer.id
    : viewer.kind === 'application' && row.application_id === viewer.id;

const taskById = prepared<{ id: string }, TaskRow>((db, value) =>
  db.selectFrom('tasks').selectAll().where('id', '=', value('id')),
);

/** The task, or API_NOT_FOUND, also when it is somebody else's: existence is not told. */
export function requireTask(session: Session, taskId: string, viewer: Viewer, nowMs: number): CurrentTask {
  const row = session.first(taskById.bind(session.db, { id: taskId }));
  if (row === undefined || !mayView(row, viewer)) throw refuse('API_NOT_FOUND');
  return current(row, nowMs);
}

/** A task that the server's own work is about; undefined when there is none of that id. */
export function findTask(session: Session, taskId: string, nowMs: number): CurrentTask | undefined {
  const row = session.first(taskById.bind(session.db, { id: taskId }));
  return row === undefined ? undefined : current(row, nowMs);
}

/** How far each slot is: open, certified, sealed. */
export function progressOf(session: Session, task: CurrentTask): SlotProgress[] {
  const { db } = session;
  const certificates = session.rows(
    db
      .selectFrom('event_certificates')
      .select(['slot', 'serial', 'capacity'])
      .where('task_id', '=', task.row.id)
      .orderBy('issued_at_ms'),
  );
  const sealed = session.rows(db.selectFrom('sealed_signatures').selectAll().where('task_id', '=', task.row.id));
  return task.content.signers.map(({ slot }) => {
    const done = sealed.find((signature) => signature.slot === slot);
    const mine = certificates.filter((certificate) => certificate.slot === slot);
    const certificate = mine.find((candidate) => candidate.serial === done?.serial) ?? mine.at(-1);
    if (certificate === undefined) return { slot, state: 'open' };
    const facts = {
      slot,
      certificateSerial: certificate.serial,
      capacity: certificate.capacity as SlotProgress['capacity'],
    };
    return done === undefined
      ? { ...facts, state: 'certified' }
      : { ...facts, state: 'sealed', signedAtMs: done.signed_at_ms };
  });
}

/** The task as the contract shows it. */
export function viewOf(session: Session, task: CurrentTask): Task {
  const { row, state, content } = task;
  const sealed =
    row.sealed_sha256 === null || row.sealed_size === null
      ? {}
      : {
          sealed: { sha256: row.sealed_sha256, size: row.sealed_size },
          reachedLevel: preservedOf(session, row.id)?.level ?? row.sealed_level ?? ('B-T' as const),
        };
  const inquiry = inquiryOf(session, row.id);
  return {
    taskId: row.id,
    stationId: row.station_id,
    businessId: row.business_id,
    state,
    revision: row.revision,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
    ...(row.expires_at_ms === null ? {} : { expiresAtMs: row.expires_at_ms }),
    ...content,
    document: { sha256: row.source_sha256, size: row.source_size },
    progress: progressOf(session, task),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...sealed,
    ...(inquiry === undefined ? {} : { inquiry }),
  };
}

const FINISHED_SHOWN_MS = 86_400_000;
const OPEN_STATES = ['awaiting-source', 'waiting', 'claimed', 'interrupted'];

/** Tasks of a station: all open ones, and those that ended within a day; oldest first. */
export function tasksOfStation(session: Session, stationId: string, nowMs: number): Task[] {
  const rows = session.rows(
    session.db
      .selectFrom('tasks')
      .selectAll()
      .where('station_id', '=', stationId)
      .where((e) => e.or([e('state', 'in', OPEN_STATES), e('updated_at_ms', '>', nowMs - FINISHED_SHOWN_MS)]))
      .orderBy('created_at_ms')
      .limit(500),
  );
  // the picture of a seal is not for a list that is asked for every few seconds
  return rows.map((row) => {
    const { seamSeal: _, ...listed } = viewOf(session, current(row, nowMs));
    return listed;
  });
}
