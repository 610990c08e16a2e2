import { randomInt } from 'node:crypto';
import { utf8 } from '../../core/base';
import { nodeClock, nodeDigest } from '../../platform/node';
import type { Database } from '../store';

/** Letters and digits that are not mistaken for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const DAY_MS = 86_400_000;
/** Long enough for a roll-out, short enough that a forgotten file opens nothing. */
export const CODE_DAYS = 30;

/** 80 random bits as four groups of four. */
const freshCode = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join(
    '-',
  );

const digestOf = (code: string): Uint8Array => nodeDigest.hash('SHA-256', utf8(code));

/** With it one kiosk may become this station, once. */
export interface EnrolmentCode {
  readonly stationId: string;
  readonly code: string;
  readonly expiresAtMs: number;
}

/** Makes a one-time code for each station, all or none; an older one that nobody has used opens nothing any more. */
export async function issueEnrolmentCodes(
  database: Database,
  stationIds: readonly string[],
  days = CODE_DAYS,
): Promise<readonly EnrolmentCode[]> {
  const expiresAtMs = nodeClock.nowMs() + days * DAY_MS;
  const codes = stationIds.map((stationId) => ({ stationId, code: freshCode(), expiresAtMs }));
  await database.write((session) => {
    const { db } = session;
    for (const { stationId, code } of codes) {
      session.run(db.deleteFrom('enrolment_codes').where('station_id', '=', stationId).where('used_at_ms', 'is', null));
      const row = { code_digest: digestOf(code), station_id: stationId, expires_at_ms: expiresAtMs, used_at_ms: null };
      session.run(db.insertInto('enrolment_codes').values(row));
    }
  });
  return codes;
}

/** The same for one station. */
export async function issueEnrolmentCode(database: Database, stationId: string): Promise<string> {
  const [issued] = await issueEnrolmentCodes(database, [stationId]);
  return (issued as EnrolmentCode).code;
}

/** Whether a kiosk could enrol with it now. */
export function codeWorks(database: Database, code: unknown): boolean {
  if (typeof code !== 'string') return false;
  const { db } = database;
  const row = database.first(
    db.selectFrom('enrolment_codes').select(['used_at_ms', 'expires_at_ms']).where('code_digest', '=', digestOf(code)),
  );
  return row !== undefined && row.used_at_ms === null && row.expires_at_ms > nodeClock.nowMs();
}
