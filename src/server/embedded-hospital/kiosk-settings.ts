import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utf8 } from '../../core/base';
import { nodeClock, nodeDigest } from '../../platform/node';
import type { Database } from '../store';
import { writeWhole } from './private-file';

/** Letters and digits that are not mistaken for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LIFE_MS = 30 * 86_400_000;

/** 80 random bits as four groups of four. */
const freshCode = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join(
    '-',
  );

const digestOf = (code: string): Uint8Array => nodeDigest.hash('SHA-256', utf8(code));

/** Makes a one-time code with which one kiosk may become `stationId`. */
export async function issueEnrolmentCode(database: Database, stationId: string): Promise<string> {
  const code = freshCode();
  await database.write((session) =>
    session.run(
      session.db.insertInto('enrolment_codes').values({
        code_digest: digestOf(code),
        station_id: stationId,
        expires_at_ms: nodeClock.nowMs() + CODE_LIFE_MS,
        used_at_ms: null,
      }),
    ),
  );
  return code;
}

function codeWorks(database: Database, code: unknown): boolean {
  if (typeof code !== 'string') return false;
  const { db } = database;
  const row = database.first(
    db.selectFrom('enrolment_codes').select(['used_at_ms', 'expires_at_ms']).where('code_digest', '=', digestOf(code)),
  );
  return row !== undefined && row.used_at_ms === null && row.expires_at_ms > nodeClock.nowMs();
}

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
