import { statfs } from 'node:fs/promises';
import type { Failure } from '../../core/base';
import { type Bedside, isClockWrong, notify } from './bedside';
import { enrol, openConnection } from './connection';
import type { SealingQueue } from './sealing-queue';

/** Below these the bench is warned, and nothing new is begun. */
const DISK_LOW_BYTES = 2 * 1024 ** 3;
const DISK_FULL_BYTES = 256 * 1024 ** 2;

async function lookAtDisk(bedside: Bedside): Promise<void> {
  if (typeof statfs !== 'function') return;
  const facts = await statfs(bedside.folder).catch(() => undefined);
  if (facts === undefined) return;
  const free = facts.bavail * facts.bsize;
  bedside.disk = free < DISK_FULL_BYTES ? 'full' : free < DISK_LOW_BYTES ? 'low' : 'ok';
}

/** The HIS may have taken a form back that nobody has signed yet. */
async function takeWithdrawals(bedside: Bedside): Promise<void> {
  for (const task of bedside.tasks) {
    const record = task.state === 'withdrawn' ? bedside.records.get(task.taskId) : undefined;
    if (record === undefined || record.state.phase === 'withdrawn') continue;
    const applied = await record.apply({ kind: 'task-withdrawn' });
    if (!applied.ok) continue;
    // The desk and the pads belong to the open task: somebody may be signing another form this moment.
    if (bedside.openTaskId !== task.taskId) continue;
    bedside.desk.reset();
    bedside.deviceHost.send({ type: 'stop-ink' });
    bedside.deviceHost.send({ type: 'stop-finger' });
    notify(bedside, 'warning', { code: 'TASK_WITHDRAWN' });
  }
}

const DISTRUST = new Set(['SERVER_UNTRUSTED', 'SERVER_PIN_MISMATCH', 'SERVER_CLIENT_CERTIFICATE']);

/** Nobody mends a certificate by waiting: the bench is told once what keeps this kiosk from its server. */
function tellDistrust(bedside: Bedside, failure: Failure | undefined): void {
  const told = DISTRUST.has(bedside.notice?.code ?? '');
  if (failure !== undefined && DISTRUST.has(failure.code)) {
    if (bedside.notice?.code !== failure.code) notify(bedside, 'warning', failure);
  } else if (told && failure === undefined) bedside.notice = undefined;
}

/** Tries the enrolment code; settings are read again, for somebody may just have written them. */
async function enrolNow(bedside: Bedside): Promise<boolean> {
  const { folder, clock, shell } = bedside;
  const opened = await openConnection(folder, clock, shell);
  if (opened.ok) {
    bedside.connection.client.close();
    bedside.connection = opened.value;
  }
  const enrolled = opened.ok ? await enrol(opened.value, folder, clock, shell) : opened;
  if (enrolled.ok) bedside.connection = enrolled.value;
  else {
    tellDistrust(bedside, enrolled.error);
    bedside.worklistState = 'never';
    bedside.server = /^SERVER_(AWAY|TIMEOUT|UNTRUSTED|PIN_MISMATCH|CLIENT_CERTIFICATE)$/.test(enrolled.error.code)
      ? 'never'
      : 'not-enrolled';
  }
  bedside.changed();
  return enrolled.ok;
}

/** Asks the server for the station's tasks once; enrols first where that is still to be done. */
export async function refreshWorklist(bedside: Bedside, queue: SealingQueue): Promise<void> {
  await lookAtDisk(bedside);
  if (bedside.connection.enrolment === undefined) {
    const isEnrolled = await enrolNow(bedside);
    if (!isEnrolled) return;
  }
  const askedMs = bedside.clock.nowMs();
  const list = await bedside.connection.client.tasks();
  const answeredMs = bedside.clock.nowMs();
  await bedside.lane.run(async () => {
    tellDistrust(bedside, list.ok ? undefined : list.error);
    if (list.ok) {
      bedside.tasks = list.value.tasks;
      bedside.worklistState = 'ready';
      bedside.server = 'reachable';
      bedside.clockOffsetMs = list.value.serverTimeMs - (askedMs + answeredMs) / 2;
      if (isClockWrong(bedside)) bedside.log('warn', 'clock.wrong', { offsetMs: Math.round(bedside.clockOffsetMs) });
      await takeWithdrawals(bedside);
    } else {
      bedside.worklistState =
        bedside.worklistState === 'ready' || bedside.worklistState === 'stale' ? 'stale' : 'never';
      bedside.server = bedside.server === 'never' ? 'never' : 'away';
      if (list.error.code === 'AUTH_CLOCK_SKEW') bedside.clockOffsetMs = Number.POSITIVE_INFINITY;
    }
    bedside.changed();
  });
  if (list.ok) queue.kickAll();
}
