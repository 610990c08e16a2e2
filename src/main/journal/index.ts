export * from './atomic-file';
export * from './errors';
export type { JournalEntry } from './event-log';
export * from './journal';
export type { RecordKey } from './signed-record';
export type { FactName, JournalPorts, TaskJournal } from './task-journal';
