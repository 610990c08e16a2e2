import type { Database, OperatorRow, Session } from '../store';
import { keptPassword } from './password';

const endSessionsOf = (session: Session, name: string): void => {
  session.run(session.db.deleteFrom('operator_sessions').where('operator', '=', name));
};

/** Every name with the time when it was added, in the order of names. */
export const listOperators = (database: Database): Pick<OperatorRow, 'name' | 'created_at_ms'>[] =>
  database.rows(database.db.selectFrom('operators').select(['name', 'created_at_ms']).orderBy('name'));

/** False when the name is taken. */
export async function addOperator(database: Database, name: string, password: string, nowMs: number): Promise<boolean> {
  const kept = await keptPassword(password);
  return database.write((session) => {
    const insert = session.db.insertInto('operators').values({ name, password: kept, created_at_ms: nowMs });
    return session.run(insert.onConflict((conflict) => conflict.doNothing())) === 1;
  });
}

/** A new password; whoever is signed in with the old one no longer is. False when there is no such operator. */
export async function changePassword(database: Database, name: string, password: string): Promise<boolean> {
  const kept = await keptPassword(password);
  return database.write((session) => {
    endSessionsOf(session, name);
    return session.run(session.db.updateTable('operators').set({ password: kept }).where('name', '=', name)) === 1;
  });
}

/** Takes an operator away, signed in or not. False when there is none. */
export const removeOperator = (database: Database, name: string): Promise<boolean> =>
  database.write((session) => {
    endSessionsOf(session, name);
    return session.run(session.db.deleteFrom('operators').where('name', '=', name)) === 1;
  });
