import { join } from 'node:path';
import { err, ok, type Result } from '../../core/base';
import { writeAtomically } from '../journal';
import { LOCAL_SETTINGS, readObject } from './read-settings';

/**
 * Writes one member of this kiosk's own `settings.json`, or takes it out (`undefined`); the others stay as they are.
 * SETTINGS_UNREADABLE: the file is not sound and is left alone. JOURNAL_WRITE: the disk does not take it.
 */
export async function keepLocalSetting(folder: string, key: string, value: unknown): Promise<Result<void>> {
  const local = await readObject(folder, LOCAL_SETTINGS);
  if (!local.ok) return local;
  const { [key]: before, ...rest } = local.value ?? {};
  if (before === undefined && value === undefined) return ok(undefined);
  const members = value === undefined ? rest : { ...rest, [key]: value };
  try {
    await writeAtomically(join(folder, LOCAL_SETTINGS), `${JSON.stringify(members, null, 2)}\n`);
    return ok(undefined);
  } catch (error) {
    return err('JOURNAL_WRITE', (error as NodeJS.ErrnoException).code);
  }
}
