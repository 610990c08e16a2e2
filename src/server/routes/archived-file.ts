import { refuse } from '../plugins';
import { type Preserved, preservedOf } from '../preservation';
import type { Session } from '../store';

export interface ArchivedFile {
  readonly sha256: string;
  readonly size: number;
  /** B-T: as it was sealed. */
  readonly level: Preserved['level'] | 'B-T';
}

/** What the archive gives out for a task: the extended file where there is one, else as it was sealed. API_NOT_FOUND before that. */
export function archivedFile(
  session: Session,
  row: { readonly id: string; readonly sealed_sha256: string | null; readonly sealed_size: number | null },
): ArchivedFile {
  if (row.sealed_sha256 === null || row.sealed_size === null) throw refuse('API_NOT_FOUND');
  return preservedOf(session, row.id) ?? { sha256: row.sealed_sha256, size: row.sealed_size, level: 'B-T' };
}
