import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Kysely over one synchronous SQLite connection (the node:sqlite interface). */
class SyncConnection implements DatabaseConnection {
  constructor(private readonly sqlite: DatabaseSyncInstance) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.sqlite.prepare(query.sql);
    const { parameters } = query;
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) as R[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported');
  }
}

class SyncDriver implements Driver {
  private readonly connection: SyncConnection;
  /** One connection: whoever has it keeps the others waiting. */
  private last: Promise<void> = Promise.resolve();
  private release: () => void = () => {};

  constructor(sqlite: DatabaseSyncInstance) {
    this.connection = new SyncConnection(sqlite);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.last;
    let release = () => {};
    this.last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.release = release;
    return this.connection;
  }

  beginTransaction = (connection: DatabaseConnection) => this.say(connection, 'begin immediate');
  commitTransaction = (connection: DatabaseConnection) => this.say(connection, 'commit');
  rollbackTransaction = (connection: DatabaseConnection) => this.say(connection, 'rollback');

  private async say(connection: DatabaseConnection, words: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(words));
  }

  async releaseConnection(): Promise<void> {
    this.release();
  }

  async destroy(): Promise<void> {}
}

/** Dialect for `new Kysely({ dialect })`; the caller opens and closes the connection. */
export const sqliteDialect = (sqlite: DatabaseSyncInstance): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new SyncDriver(sqlite),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
