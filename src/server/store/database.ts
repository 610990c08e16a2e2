import { chmodSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { type Compilable, Kysely, Migrator } from 'kysely';
import { MIGRATIONS } from './migrations';
import type { Schema } from './schema';
import { sqliteDialect } from './sqlite-dialect';

/** Reads and changes rows at once, inside the transaction of `write`. Queries are built with `db` (Kysely). */
export interface Session {
  readonly db: Kysely<Schema>;
  rows<T>(query: Compilable<T>): T[];
  first<T>(query: Compilable<T>): T | undefined;
  /** Answers the number of rows changed. */
  run(query: Compilable<unknown>): number;
}

interface Waiting {
  readonly effect: (session: Session) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** At most so many effects share one transaction. */
const GROUP_MAX = 256;
/** Pages of the log before they are copied into the file (16 MiB): indexes of random keys change the same pages again. */
const CHECKPOINT_PAGES = 4096;

/**
 * One SQLite file in WAL mode, synchronous=FULL: what `write` has answered survives a power cut.
 * Effects that wait at the same time share one transaction and one fsync (group commit); each stands or falls alone.
 */
export class Database implements Session {
  readonly db: Kysely<Schema>;
  private readonly statements = new Map<string, StatementSyncInstance>();
  private waiting: Waiting[] = [];
  private scheduled = false;

  private constructor(private readonly sqlite: DatabaseSyncInstance) {
    this.db = new Kysely<Schema>({ dialect: sqliteDialect(sqlite) });
  }

  /** Opens or creates the file and brings its tables up to date. Mode 0600: names of patients are in it. */
  static async open(path: string): Promise<Database> {
    const sqlite = new DatabaseSync(path);
    if (path !== ':memory:') chmodSync(path, 0o600);
    sqlite.exec(
      `pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000;
       pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
    );
    const database = new Database(sqlite);
    const migrator = new Migrator({ db: database.db, provider: { getMigrations: async () => MIGRATIONS } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      sqlite.close();
      throw error;
    }
    return database;
  }

  private statement(sql: string): StatementSyncInstance {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.sqlite.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  rows<T>(query: Compilable<T>): T[] {
    const { sql, parameters } = query.compile();
    return this.statement(sql).all(...parameters) as T[];
  }

  first<T>(query: Compilable<T>): T | undefined {
    const { sql, parameters } = query.compile();
    return this.statement(sql).get(...parameters) as T | undefined;
  }

  run(query: Compilable<unknown>): number {
    const { sql, parameters } = query.compile();
    return Number(this.statement(sql).run(...parameters).changes);
  }

  /**
   * Runs `effect` (synchronous, it may throw to undo itself) and answers its value once it is durable.
   */
  write<T>(effect: (session: Session) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ effect, resolve: resolve as (value: unknown) => void, reject });
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => this.gather(0));
    });
  }

  /** Lets the group grow as long as every turn of the event loop brings more: a transaction costs more than a turn. */
  private gather(before: number): void {
    const { length } = this.waiting;
    if (length === before || length >= GROUP_MAX) this.flush();
    else setImmediate(() => this.gather(length));
  }

  private flush(): void {
    const group = this.waiting.splice(0, GROUP_MAX);
    this.scheduled = this.waiting.length > 0;
    if (this.scheduled) setImmediate(() => this.flush());
    if (group.length === 0) return;
    const done: (() => void)[] = [];
    try {
      this.sqlite.exec('begin immediate');
      for (const item of group) done.push(this.attempt(item));
      this.sqlite.exec('commit');
    } catch (error) {
      if (this.sqlite.isTransaction) this.sqlite.exec('rollback');
      for (const item of group) item.reject(error);
      return;
    }
    for (const settle of done) settle();
  }

  /** Runs one effect under a savepoint; answers what to tell its caller after the commit. */
  private attempt(item: Waiting): () => void {
    this.statement('savepoint effect').run();
    try {
      const value = item.effect(this);
      this.statement('release effect').run();
      return () => item.resolve(value);
    } catch (error) {
      this.sqlite.exec('rollback to effect');
      this.sqlite.exec('release effect');
      return () => item.reject(error);
    }
  }

  /** True when the file answers. */
  healthy(): boolean {
    try {
      return this.sqlite.prepare('select 1 as one').get() !== undefined;
    } catch {
      return false;
    }
  }

  close(): void {
    if (this.waiting.length > 0) this.flush();
    this.statements.clear();
    this.sqlite.close();
  }
}
