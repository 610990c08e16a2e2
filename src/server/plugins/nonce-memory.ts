import { type Database, type NonceRow, prepared, type Session } from '../store';

/**
 * Nonces used within the last minutes. All in memory; those of writes also in the store, in the same transaction as
 * the write, so that a restart forgets none that matters.
 */
export class NonceMemory {
  private readonly untilMs = new Map<string, number>();

  constructor(database: Database, nowMs: number) {
    const rows = database.rows(database.db.selectFrom('nonces').selectAll().where('expires_at_ms', '>', nowMs));
    for (const row of rows) this.untilMs.set(`${row.caller} ${row.nonce}`, row.expires_at_ms);
  }

  /** False when the nonce is known already. */
  remember(caller: string, nonce: string, untilMs: number): boolean {
    const key = `${caller} ${nonce}`;
    if (this.untilMs.has(key)) return false;
    this.untilMs.set(key, untilMs);
    return true;
  }

  /** Forgets what cannot be replayed any more because `created` is too old. */
  sweep(nowMs: number): void {
    for (const [key, untilMs] of this.untilMs) if (untilMs < nowMs) this.untilMs.delete(key);
  }
}

const insertNonce = prepared<NonceRow, unknown>((db, value) =>
  db
    .insertInto('nonces')
    .values({ caller: value('caller'), nonce: value('nonce'), expires_at_ms: value('expires_at_ms') })
    .onConflict((conflict) => conflict.doNothing()),
);

/** Keeps a nonce with the write that it came with. */
export const keepNonce = (session: Session, caller: string, nonce: string, untilMs: number): void => {
  session.run(insertNonce.bind(session.db, { caller, nonce, expires_at_ms: untilMs }));
};
