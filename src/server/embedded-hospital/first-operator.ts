import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../core/base';
import { addOperator, freshPassword } from '../operators';
import type { Database } from '../store';
import { readOrMake } from './private-file';

/** Of a hospital that has just been founded; `inkwitness operator` adds those of people. */
const FIRST_OPERATOR = 'admin';
const FOUNDED = 'operators.founded';

/** Where the password of an operator lies that was made at foundation. */
export const operatorPasswordFile = (hospitalFolder: string, name: string): string =>
  join(hospitalFolder, 'operators', `${name}.password`);

/**
 * Makes the first operator of a new hospital, once: the password lies in a file beside the hospital's keys (0600). Taken
 * away it stays away. Answers the file where there was something to make.
 */
export async function ensureFirstOperator(
  hospitalFolder: string,
  database: Database,
  clock: Clock,
): Promise<string | undefined> {
  const { db } = database;
  const fact = database.first(db.selectFrom('facts').select('value').where('name', '=', FOUNDED));
  if (fact !== undefined) return undefined;
  const path = operatorPasswordFile(hospitalFolder, FIRST_OPERATOR);
  // the file first: cut short, the next start makes the operator with the password that is there
  const password = readOrMake(path, () => `${freshPassword()}\n`).trim();
  await addOperator(database, FIRST_OPERATOR, password, clock.nowMs());
  await database.write((session) =>
    session.run(
      session.db
        .insertInto('facts')
        .values({ name: FOUNDED, value: FIRST_OPERATOR })
        .onConflict((conflict) => conflict.doNothing()),
    ),
  );
  return path;
}

/** The file says nothing true any more once the password is another one or nobody's. */
export const forgetPasswordFile = (hospitalFolder: string, name: string): void =>
  rmSync(operatorPasswordFile(hospitalFolder, name), { force: true });
