import type { Level } from '../../contracts/api';
import { refuse } from '../plugins';
import { preservedOf } from '../preservation';
import type { Session, TaskRow } from '../store';

export interface ArchivedFile {
  readonly sha256: string;
  readonly size: number;
  readonly level: Level;
}

/** What the archive gives out for a task: the extended file where there is one, else as it was sealed. API_NOT_FOUND before that. */
export function archivedFile(
  session: Session,
  row: Pick<TaskRow, 'id' | 'sealed_sha256' | 'sealed_size' | 'sealed_level'>,
): ArchivedFile {
  if (row.sealed_sha256 === null || row.sealed_size === null) throw refuse('API_NOT_FOUND');
  const level = row.sealed_level ?? 'B-T';
  return preservedOf(session, row.id) ?? { sha256: row.sealed_sha256, size: row.sealed_size, level };
}
