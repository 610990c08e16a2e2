import type { RandomAccess } from '../../core/base';
import { joinAccess } from '../../core/pdf';
import { openFile } from '../../platform/node';
import { digestName, type PreparedAct } from '../sealing';
import { type Bedside, openRecord } from './bedside';
import type { TaskRecord } from './task-record';

/** The working file as it is: changes with every revision, so that no screen shows an old one. */
export const documentKeyOf = (record: TaskRecord): string => `${record.taskId}.${record.workingRevision}`;

/** The prepared revision at the review: bound to its digest. */
export const preparedKeyOf = (act: PreparedAct): string =>
  `${act.taskId}.${act.slot}.prepared-${digestName(act).slice(0, 32)}`;

/** Opens a file for each read: a screen may go away in the middle, and nothing must stay open for it. */
const lazyFile = (path: string, size: number): RandomAccess => ({
  size,
  read: async (offset, length) => {
    const file = await openFile(path);
    try {
      return await file.read(offset, Math.max(0, Math.min(length, size - offset)));
    } finally {
      await file.close();
    }
  },
});

/**
 * The bytes behind a key, only while the present task shows them. `sizes` holds the working files' sizes by key: they
 * are learnt when a task is opened and with each seal.
 */
export function documentSourceOf(bedside: Bedside, key: string, sizeOf: (path: string) => number | undefined) {
  const record = openRecord(bedside);
  if (record?.fields === undefined) return undefined;
  const size = sizeOf(record.workingPath);
  if (size === undefined) return undefined;
  if (key === documentKeyOf(record)) return lazyFile(record.workingPath, size);
  const { prepared } = bedside.desk;
  if (prepared === undefined || key !== preparedKeyOf(prepared)) return undefined;
  return joinAccess(lazyFile(record.workingPath, prepared.baseSize), prepared.prepared.tail);
}
