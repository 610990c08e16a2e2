import type { ErrorTable } from '../../core/base';

const entry = (meaning: string, messageKey: string, retryable = false) => ({
  retryable,
  httpStatus: 500,
  messageKey: `error.${messageKey}`,
  reference: '',
  meaning,
});

/** Codes of the store at the bed. */
export const JOURNAL_ERRORS = {
  JOURNAL_TASK_ID: entry('A task id that is no plain name cannot become a folder.', 'JOURNAL_TASK_ID'),
  JOURNAL_BROKEN: entry('The chained log of a task does not hold together.', 'JOURNAL_BROKEN'),
  JOURNAL_RECORD_BROKEN: entry(
    'A prepared act is not the one that this kiosk signed and kept.',
    'JOURNAL_RECORD_BROKEN',
  ),
  JOURNAL_WRITE: entry('The disk did not take a write; nothing was acknowledged.', 'JOURNAL_WRITE', true),
  JOURNAL_MISSING: entry('A file of the task is not there.', 'JOURNAL_MISSING'),
} as const satisfies ErrorTable;
