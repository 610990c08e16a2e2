import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, type Result } from '../../core/base';
import { type JournalPorts, openTaskJournal, type TaskJournal } from './task-journal';

/** Everything that this kiosk must not forget: a folder a task. */
export interface Journal {
  /** Tasks that have a folder here. */
  taskIds(): Promise<readonly string[]>;
  /** JOURNAL_TASK_ID, JOURNAL_BROKEN, JOURNAL_WRITE. */
  open(taskId: string): Promise<Result<TaskJournal>>;
  /** Forgets a task that is finished elsewhere. Close its journal first. */
  remove(taskId: string): Promise<void>;
}

/** Ids are the server's (contracts/api opaqueId); what is no plain name never becomes a path. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The journal in `root` (kiosk/journal of the data folder); made when it is missing. */
export async function openJournal(root: string, ports: JournalPorts): Promise<Journal> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  return {
    taskIds: async () => {
      const entries = await readdir(root, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory() && PLAIN_NAME.test(entry.name)).map((entry) => entry.name);
    },
    open: async (taskId) => (PLAIN_NAME.test(taskId) ? openTaskJournal(root, taskId, ports) : err('JOURNAL_TASK_ID')),
    remove: async (taskId) => {
      if (PLAIN_NAME.test(taskId)) await rm(join(root, taskId), { recursive: true, force: true });
    },
  };
}
