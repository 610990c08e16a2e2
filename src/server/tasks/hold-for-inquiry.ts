import type { Inquiry } from '../../contracts/api';
import type { Received } from '../archive';
import type { ServerContext } from '../context';
import { VERSION } from '../version';
import { openInquiry } from './inquiries';
import { announce } from './task-changes';
import { findTask } from './task-record';

type Rooms = Pick<ServerContext, 'clock' | 'random' | 'database' | 'dispatcher' | 'log' | 'quarantine'>;

/**
 * Keeps a file about which two readers disagree, then says so to the application, once. A crash in between costs a
 * repetition of what came before.
 */
export async function holdForInquiry(
  rooms: Rooms,
  received: Received,
  taskId: string,
  { stage, what }: Pick<Inquiry, 'stage' | 'what'>,
): Promise<void> {
  const { clock, database, dispatcher, log, quarantine } = rooms;
  const { sha256, size } = received;
  const inquiry: Inquiry = { code: 'SECOND_READER_DISAGREES', stage, what, sha256, atMs: clock.nowMs() };
  await quarantine.take(received, { ...inquiry, taskId, size, version: VERSION });
  log.error({ taskId, sha256, stage, what }, 'two readers disagree');
  await database.write((session) => {
    if (!openInquiry(session, taskId, inquiry)) return;
    const task = findTask(session, taskId, inquiry.atMs);
    if (task !== undefined) announce(session, rooms, task, 'task.inquiry');
  });
  dispatcher.wake();
}
