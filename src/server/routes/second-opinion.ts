import type { Inquiry } from '../../contracts/api';
import type { ArrivedDocument, Received } from '../archive';
import type { ServerContext } from '../context';
import { refuse } from '../plugins';
import { announce, type CurrentTask, findTask, openInquiry } from '../tasks';

/** Keeps the file for inquiry first, then says so to the application, once. A crash in between costs a repetition. */
async function hold(context: ServerContext, received: Received, taskId: string, what: string): Promise<void> {
  const { clock, database, dispatcher, log, quarantine, version } = context;
  const { sha256, size } = received;
  const inquiry: Inquiry = { code: 'SECOND_READER_DISAGREES', stage: 'arrival', what, sha256, atMs: clock.nowMs() };
  await quarantine.take(received, { ...inquiry, taskId, size, version });
  log.error({ taskId, sha256, what }, 'two readers disagree');
  await database.write((session) => {
    if (!openInquiry(session, taskId, inquiry)) return;
    const task = findTask(session, taskId, inquiry.atMs);
    if (task !== undefined) announce(session, context, task, 'task.inquiry');
  });
  dispatcher.wake();
}

/**
 * Has the verified file read again, from the disk, by the second reader. Returns when both agree; otherwise refuses, and
 * a file about which they disagree lies in quarantine. SECOND_READER_DISAGREES, SECOND_READER_UNABLE.
 */
export async function requireSecondOpinion(
  context: ServerContext,
  received: Received,
  { row }: CurrentTask,
  { reports }: ArrivedDocument,
): Promise<void> {
  const { archive, metrics, secondReader, log } = context;
  const source = { path: archive.pathOf(row.source_sha256), size: row.source_size };
  const opinion = await secondReader.read({ path: received.path, source, claims: reports });
  if (opinion.ok) {
    metrics.secondReadings.inc({ result: 'agreed' });
    return;
  }
  const { code, detail = '' } = opinion.error;
  if (code === 'SECOND_READER_DISAGREES') {
    metrics.secondReadings.inc({ result: 'disagreed' });
    await hold(context, received, row.id, detail);
    throw refuse('SECOND_READER_DISAGREES', { what: detail });
  }
  metrics.secondReadings.inc({ result: 'unable' });
  log.error({ taskId: row.id, cause: detail }, 'second reading');
  await received.discard();
  throw refuse('SECOND_READER_UNABLE', { cause: detail });
}
