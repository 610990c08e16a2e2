import type { Database } from '../store';

/** A nonce is known for 10 minutes from its signature, which may be dated 5 minutes ahead of its answer. */
const LONGEST_MS = 900_000;

/**
 * Nonces used within the last minutes. All in memory; those of writes also in the store, beside the answer to the write,
 * so that a restart forgets none that matters.
 */
export class NonceMemory {
  private readonly untilMs = new Map<string, number>();

  constructor(database: Database, nowMs: number) {
    const rows = database.rows(
      database.db
        .selectFrom('idempotency')
        .select(['caller', 'nonce', 'nonce_until_ms'])
        .where('created_at_ms', '>', nowMs - LONGEST_MS)
        .where('nonce_until_ms', '>', nowMs),
    );
    for (const row of rows) this.untilMs.set(`${row.caller} ${row.nonce}`, row.nonce_until_ms ?? 0);
  }

  /** False when the nonce is known already. `caller` as in the store: kind and id. */
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
