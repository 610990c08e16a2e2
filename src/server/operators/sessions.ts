import type { OperatorSession } from '../../contracts/api';
import { type Clock, type Digest, type Random, toHex, utf8 } from '../../core/base';
import { type Database, prepared, type Session } from '../store';

/** A working day; then the password is asked for again. */
export const SESSION_LIFE_MS = 12 * 3_600_000;
/** Without a question from the page: it was closed, or the machine sleeps. */
export const SESSION_IDLE_MS = 30 * 60_000;
/** The last use is written down this often: a page asks every 30 seconds. */
const NOTE_MS = 60_000;
const SECRET_BYTES = 32;

interface Ports {
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
}
interface SessionKey {
  readonly secret_digest: Uint8Array;
}

const bySecret = prepared<SessionKey, { operator: string; used_at_ms: number; ends_at_ms: number }>((db, value) =>
  db
    .selectFrom('operator_sessions')
    .select(['operator', 'used_at_ms', 'ends_at_ms'])
    .where('secret_digest', '=', value('secret_digest')),
);

const digestOf = (digest: Digest, secret: string): Uint8Array => digest.hash('SHA-256', utf8(secret));

/**
 * A fresh session of `operator`, unless the password that was judged is no longer the one that is kept. Its secret goes
 * into the cookie and nowhere else: the store knows its digest.
 */
export async function openSession(
  database: Database,
  { clock, digest, random }: Ports,
  operator: string,
  judgedPassword: string,
): Promise<(OperatorSession & { readonly secret: string }) | undefined> {
  const secret = toHex(random.bytes(SECRET_BYTES));
  const nowMs = clock.nowMs();
  const endsAtMs = nowMs + SESSION_LIFE_MS;
  const opened = await database.write((session) => {
    const { db } = session;
    const row = session.first(db.selectFrom('operators').select('password').where('name', '=', operator));
    if (row?.password !== judgedPassword) return false;
    const values = {
      secret_digest: digestOf(digest, secret),
      operator,
      used_at_ms: nowMs,
      ends_at_ms: endsAtMs,
    };
    session.run(db.insertInto('operator_sessions').values(values));
    return true;
  });
  return opened ? { operator, endsAtMs, secret } : undefined;
}

/** The session of a secret that still lasts; its use is noted. */
export async function sessionOf(
  database: Database,
  { clock, digest }: Pick<Ports, 'clock' | 'digest'>,
  secret: string,
): Promise<OperatorSession | undefined> {
  const secret_digest = digestOf(digest, secret);
  const row = database.first(bySecret.bind(database.db, { secret_digest }));
  const nowMs = clock.nowMs();
  if (row === undefined || nowMs >= row.ends_at_ms || nowMs - row.used_at_ms >= SESSION_IDLE_MS) return undefined;
  if (nowMs - row.used_at_ms >= NOTE_MS)
    await database.write((session) => {
      const { db } = session;
      session.run(
        db.updateTable('operator_sessions').set({ used_at_ms: nowMs }).where('secret_digest', '=', secret_digest),
      );
    });
  return { operator: row.operator, endsAtMs: row.ends_at_ms };
}

/** The secret opens nothing from now on. */
export async function endSession(database: Database, digest: Digest, secret: string): Promise<void> {
  const secret_digest = digestOf(digest, secret);
  await database.write((session) =>
    session.run(session.db.deleteFrom('operator_sessions').where('secret_digest', '=', secret_digest)),
  );
}

/** Forgets sessions that have ended. */
export const sweepSessions = (session: Session, nowMs: number): number =>
  session.run(
    session.db
      .deleteFrom('operator_sessions')
      .where((where) =>
        where.or([where('ends_at_ms', '<=', nowMs), where('used_at_ms', '<=', nowMs - SESSION_IDLE_MS)]),
      ),
  );
