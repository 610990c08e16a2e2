import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from './database';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkwitness-store-'));
  database = await Database.open(join(folder, 'store.sqlite'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const put = (name: string) => (session: Database | Parameters<Parameters<Database['write']>[0]>[0]) =>
  session.run(session.db.insertInto('facts').values({ name, value: 'x' }));
const names = () =>
  database.rows(database.db.selectFrom('facts').select('name').orderBy('name')).map((row) => row.name);

describe('store', () => {
  it('is migrated once and keeps its rows over a restart, readable by its owner alone', async () => {
    await database.write(put('a'));
    database.close();
    database = await Database.open(join(folder, 'store.sqlite'));
    expect(names()).toEqual(['a']);
    expect(statSync(join(folder, 'store.sqlite')).mode & 0o777).toBe(0o600);
  });

  it('undoes a failing effect and keeps its neighbours of the same group', async () => {
    const outcomes = await Promise.allSettled([
      database.write(put('a')),
      database.write((session) => {
        put('b')(session);
        throw new Error('no');
      }),
      database.write(put('c')),
      database.write(put('c')),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(names()).toEqual(['a', 'c']);
  });

  it('answers only after the commit', async () => {
    const other = await Database.open(join(folder, 'store.sqlite'));
    await database.write(put('seen'));
    expect(other.rows(other.db.selectFrom('facts').select('name'))).toEqual([{ name: 'seen' }]);
    other.close();
  });

  it('makes durable what still waits when it is closed', async () => {
    const waiting = [database.write(put('a')), database.write(put('b'))];
    database.close();
    await Promise.all(waiting);
    // the turn that would have gathered more finds nothing
    await new Promise((resolve) => setTimeout(resolve, 5));
    database = await Database.open(join(folder, 'store.sqlite'));
    expect(names()).toEqual(['a', 'b']);
  });

  it('takes more effects than one group holds', async () => {
    await Promise.all(Array.from({ length: 600 }, (_, index) => database.write(put(`n${index}`))));
    expect(names()).toHaveLength(600);
  });
});
