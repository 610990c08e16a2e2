import { allSealed } from '../../core/session';
import { eventOfAbsence } from './absence';
import { type Bedside, notify } from './bedside';
import { TaskRecord } from './task-record';

/** Finished tasks are forgotten after a day: the server has them. */
const KEEP_FINISHED_MS = 24 * 3_600_000;

/** Prepared acts whose confirmation never reached the log were never confirmed. */
async function dropUnconfirmed(record: TaskRecord): Promise<void> {
  for (const { slot, status } of record.state.signers) {
    if (status !== 'confirmed' && status !== 'sealed') await record.journal.dropAct(slot.slot);
  }
}

const isFinished = (record: TaskRecord): boolean => {
  const { phase, reported } = record.state;
  if (phase === 'delivered' || phase === 'withdrawn') return true;
  return (phase === 'refused' || phase === 'blocked') && reported;
};

async function recover(bedside: Bedside, record: TaskRecord, lastMs: number): Promise<'kept' | 'forgotten'> {
  const isOld = bedside.clock.nowMs() - lastMs > KEEP_FINISHED_MS;
  if (record.state.phase === 'empty' || (isFinished(record) && isOld)) return 'forgotten';
  await dropUnconfirmed(record);
  const wasInterrupted = record.state.act?.step === 'interrupted';
  const event = eventOfAbsence(record, 'SESSION_RESUMED');
  if (event !== undefined) await record.apply(event);
  if (event?.kind === 'act-interrupted' || wasInterrupted) notify(bedside, 'warning', { code: 'SESSION_RESUMED' });
  record.deliveryWanted = allSealed(record.state) && record.state.signers.every((signer) => signer.status === 'sealed');
  return 'kept';
}

/**
 * Reads every journal at start: acts that nobody confirmed are interrupted, confirmed ones wait for the queue, folders
 * that cannot be read are named and left untouched.
 */
export async function recoverTasks(bedside: Bedside): Promise<void> {
  const { journal } = bedside;
  if (journal === undefined) return;
  for (const taskId of await journal.taskIds()) {
    if (bedside.records.has(taskId)) continue;
    const opened = await TaskRecord.open(journal, taskId, bedside.clock);
    if (!opened.ok) {
      bedside.broken.set(taskId, opened.error.code);
      notify(bedside, 'danger', opened.error);
      continue;
    }
    const record = opened.value;
    const lastMs = record.journal.entries.at(-1)?.atMs ?? 0;
    if ((await recover(bedside, record, lastMs)) === 'forgotten') {
      await record.journal.close();
      await journal.remove(taskId);
    } else {
      bedside.records.set(taskId, record);
      bedside.log('info', 'task.recovered', { taskId, phase: record.state.phase, events: record.journal.head.length });
    }
  }
}
