import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../store';
import { codeWorks, issueEnrolmentCode } from './enrolment-codes';
import { writeWhole } from './private-file';

/**
 * Tells the kiosk beside us where we are, in `kiosk/settings.json`: its own settings stay as they are. While the
 * station is not enrolled there is a code in it that works; a code that was used or has ended is not kept.
 */
export async function writeKioskSettings(
  home: string,
  database: Database,
  stationId: string,
  serverUrl: string,
): Promise<void> {
  const path = join(home, 'kiosk', 'settings.json');
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
  const station = database.first(database.db.selectFrom('stations').select('state').where('id', '=', stationId));
  const { enrolCode, ...rest } = before;
  const after: Record<string, unknown> = { ...rest, serverUrl };
  if (codeWorks(database, enrolCode)) after['enrolCode'] = enrolCode;
  else if (station?.state === 'expected') after['enrolCode'] = await issueEnrolmentCode(database, stationId);
  if (JSON.stringify(after) !== JSON.stringify(before)) writeWhole(path, `${JSON.stringify(after, null, 2)}\n`);
}
