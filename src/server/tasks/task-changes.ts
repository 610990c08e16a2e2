import type { CreateTaskRequest, Level, TaskReceipt, WebhookEvent } from '../../contracts/api';
import type { ServerContext } from '../context';
import { enqueue } from '../delivery';
import { refuse } from '../plugins';
import type { Session, TaskRow } from '../store';
import { freshId } from './fresh-id';
import { inquiryOf } from './inquiries';
import { type CurrentTask, progressOf } from './task-record';
import { nextState, type TaskEvent } from './task-states';

/** What the HIS said of settings that the hospital has, too. */
const present = ({ level, withoutTime, captureFloor, captureTries }: CreateTaskRequest) => ({
  ...(level && { level }),
  ...(withoutTime && { withoutTime }),
  ...(captureFloor !== undefined && { captureFloor }),
  ...(captureTries !== undefined && { captureTries }),
});

/** Inserts a new task that waits for its PDF. */
export function insertTask(
  session: Session,
  context: ServerContext,
  applicationId: string,
  request: CreateTaskRequest,
): TaskReceipt {
  const nowMs = context.clock.nowMs();
  const { patient, form, signers, seamSeal, document } = request;
  const settings = { ...context.hospital.defaults, ...present(request) };
  const row: TaskRow = {
    id: freshId('task', context.random),
    application_id: applicationId,
    station_id: request.stationId,
    business_id: request.businessId,
    state: 'awaiting-source',
    revision: 1,
    created_at_ms: nowMs,
    updated_at_ms: nowMs,
    expires_at_ms: request.expiresAtMs ?? null,
    content: JSON.stringify({ patient, form, signers, seamSeal, ...settings }),
    source_sha256: document.sha256,
    source_size: document.size,
    reason: null,
    sealed_sha256: null,
    sealed_size: null,
    sealed_level: null,
  };
  session.run(session.db.insertInto('tasks').values(row));
  return { taskId: row.id, state: 'awaiting-source', revision: 1 };
}

/** Brings a task to its next state, or refuses with TASK_STATE_CONFLICT. `set` are columns that change with it. */
export function moveTask(
  session: Session,
  task: CurrentTask,
  event: TaskEvent,
  nowMs: number,
  set: Partial<Pick<TaskRow, 'reason' | 'sealed_sha256' | 'sealed_size' | 'sealed_level'>> = {},
): CurrentTask {
  const state = nextState(task.state, event);
  if (state === undefined) throw refuse('TASK_STATE_CONFLICT', { state: task.state, event });
  const changed = { ...set, state, revision: task.row.revision + 1, updated_at_ms: nowMs };
  session.run(session.db.updateTable('tasks').set(changed).where('id', '=', task.row.id));
  return { ...task, state, row: { ...task.row, ...changed } };
}

export const receiptOf = (task: CurrentTask): TaskReceipt => ({
  taskId: task.row.id,
  state: task.state,
  revision: task.row.revision,
});

/** Tells the application that made the task, through the outbox. */
export function announce(
  session: Session,
  context: Pick<ServerContext, 'clock' | 'random'>,
  task: CurrentTask,
  type: WebhookEvent['type'],
  preserved?: { readonly sha256: string; readonly size: number; readonly level: Level },
): void {
  const { row, state } = task;
  const application = session.first(
    session.db.selectFrom('applications').select('webhook_url').where('id', '=', row.application_id),
  );
  // an application without a registered URL polls
  if (application === undefined || application.webhook_url === null) return;
  const nowMs = context.clock.nowMs();
  const sealed =
    row.sealed_sha256 === null || row.sealed_size === null
      ? {}
      : {
          document: { sha256: row.sealed_sha256, size: row.sealed_size },
          documentPath: `/v1/documents/${row.id}`,
          level: row.sealed_level ?? ('B-T' as const),
        };
  const extended =
    preserved === undefined
      ? {}
      : { document: { sha256: preserved.sha256, size: preserved.size }, level: preserved.level };
  const inquiry = type === 'task.inquiry' ? inquiryOf(session, row.id) : undefined;
  const event = {
    eventId: freshId('event', context.random),
    type,
    occurredAtMs: nowMs,
    taskId: row.id,
    businessId: row.business_id,
    state,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...sealed,
    ...extended,
    ...(inquiry === undefined ? {} : { inquiry }),
    progress: progressOf(session, task),
  };
  enqueue(session, row.application_id, event, nowMs);
}
