import { stat } from 'node:fs/promises';
import type { Task } from '../../contracts/api';
import { err, ok, type Result } from '../../core/base';
import type { ConsentTask } from '../../core/session';
import { CAPACITY_WORDS, prepareForm } from '../sealing';
import type { Bedside } from './bedside';
import { TaskRecord } from './task-record';

/** Failures that are the form's own and will not pass by waiting: the form cannot be signed. */
const isFormFault = (code: string): boolean => /^(PDF_|VALIDATION_|SESSION_TASK_INVALID|SEAL_IMAGE_)/.test(code);

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const consentOf = (task: Task, pageCount: number): ConsentTask => ({
  taskId: task.taskId,
  patientName: task.patient.name,
  sourceDigest: task.document.sha256,
  pageCount,
  captureTries: task.captureTries,
  slots: task.signers.map(({ slot, capacity, allowedCapacities, name, relation, fingerprint, required }) => ({
    slot,
    capacity,
    allowedCapacities,
    fingerprint,
    required,
    ...(name === undefined ? {} : { name }),
    ...(relation === undefined ? {} : { relation }),
  })),
});

/** The record of a task, opened from the disk or begun. */
async function recordOf(bedside: Bedside, taskId: string): Promise<Result<TaskRecord>> {
  const known = bedside.records.get(taskId);
  if (known !== undefined) return ok(known);
  if (bedside.journal === undefined) return err('NOT_ENROLLED');
  const opened = await TaskRecord.open(bedside.journal, taskId, bedside.clock);
  if (opened.ok) bedside.records.set(taskId, opened.value);
  return opened;
}

/** Makes the working file with the fields of all slots, or says why this form cannot be signed. */
async function layFields(bedside: Bedside, record: TaskRecord, task: Task): Promise<Result<void>> {
  const { trust } = bedside.connection;
  if (trust === undefined) return err('NOT_ENROLLED');
  const slots = task.signers.map(({ slot, anchor, capacity }) => ({ slot, anchor, tooltip: CAPACITY_WORDS[capacity] }));
  const [sourcePath, outPath] = [record.journal.revisionPath(0), record.journal.revisionPath(1)];
  const { seamSeal } = task;
  const toPrepare = {
    sourcePath,
    outPath,
    slots: async () => ok(slots),
    ...(seamSeal === undefined ? {} : { seamSeal }),
  };
  const form = await prepareForm(toPrepare, bedside.ports, trust);
  return form.ok ? record.keepFields(form.value) : form;
}

/** Brings task and form here: claimed, fetched, fields laid. A form that cannot be signed ends as blocked. */
async function receive(bedside: Bedside, record: TaskRecord): Promise<Result<void>> {
  const { client } = bedside.connection;
  const claimed = await client.claim(record.taskId);
  if (!claimed.ok) return claimed;
  const task = await client.task(record.taskId);
  if (!task.ok) return task;
  const kept = await record.keepTask(task.value);
  if (!kept.ok) return kept;
  const sourcePath = record.journal.revisionPath(0);
  const source = await client.source(record.taskId, task.value.document, sourcePath);
  if (!source.ok) return source;
  const laid = await layFields(bedside, record, task.value);
  const received =
    laid.ok && record.fields
      ? await record.apply({ kind: 'task-received', task: consentOf(task.value, record.fields.pageCount) })
      : laid;
  if (received.ok) return ok(undefined);
  if (isFormFault(received.error.code)) await record.apply({ kind: 'task-blocked', code: received.error.code });
  return received;
}

/**
 * Opens a task: from the journal where it is known, else from the server. SERVER_AWAY for a form that is not here yet,
 * TASK_ELSEWHERE, PDF_* for a form that cannot be signed.
 */
export async function openTask(bedside: Bedside, taskId: string): Promise<Result<TaskRecord>> {
  if (bedside.connection.trust === undefined) return err('NOT_ENROLLED');
  const opened = await recordOf(bedside, taskId);
  if (!opened.ok) return opened;
  const record = opened.value;
  if (record.state.phase === 'empty') {
    const received = await receive(bedside, record);
    if (!received.ok) {
      const code = received.error.code === 'TASK_CLAIMED_ELSEWHERE' ? 'TASK_ELSEWHERE' : received.error.code;
      if (record.state.phase === 'empty') await forget(bedside, record);
      return { ok: false, error: { ...received.error, code } };
    }
  }
  if (record.state.phase === 'received') {
    const applied = await record.apply({ kind: 'task-opened' });
    if (!applied.ok) return applied;
  }
  if (record.state.phase === 'open' && !(await exists(record.workingPath)))
    return err('JOURNAL_MISSING', 'working file');
  return ok(record);
}

/** Nothing of this task was begun here: no folder stays. */
async function forget(bedside: Bedside, record: TaskRecord): Promise<void> {
  bedside.records.delete(record.taskId);
  await record.journal.close();
  await bedside.journal?.remove(record.taskId);
}
