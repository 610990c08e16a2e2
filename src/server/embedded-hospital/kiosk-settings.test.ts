import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../store';
import { issueEnrolmentCode } from './enrolment-codes';
import { writeKioskSettings } from './kiosk-settings';

const URL = 'http://127.0.0.1:8790';

describe('settings of the kiosk beside the server', () => {
  let home: string;
  let database: Database;
  const path = () => join(home, 'kiosk', 'settings.json');
  const settings = () => JSON.parse(readFileSync(path(), 'utf8')) as Record<string, unknown>;
  const write = () => writeKioskSettings(home, database, 'station-1', URL);
  const nowEnrolled = () =>
    database.write((session) => {
      session.run(session.db.updateTable('enrolment_codes').set({ used_at_ms: 1 }));
      session.run(session.db.updateTable('stations').set({ state: 'enrolled' }));
    });
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'inkwitness-beside-'));
    database = await Database.open(join(home, 'store.sqlite'));
    const row = { id: 'station-1', name: '一', ward: '一', state: 'expected' as const };
    await database.write((session) =>
      session.run(
        session.db.insertInto('stations').values({ ...row, public_key: null, certificate: null, enrolled_at_ms: null }),
      ),
    );
  });
  afterEach(() => {
    database.close();
    rmSync(home, { recursive: true });
  });

  it('while it is expected it has a code that works, and keeps it', async () => {
    await write();
    const { enrolCode, serverUrl } = settings();
    expect(enrolCode).toMatch(/^\w{4}(-\w{4}){3}$/);
    expect(serverUrl).toBe(URL);
    await write();
    expect(settings()['enrolCode']).toBe(enrolCode);
  });

  it('a used code is not written back, nor is any other member lost', async () => {
    await write();
    const before = settings();
    await nowEnrolled();
    writeFileSync(path(), JSON.stringify({ ...before, language: 'en' }));
    await write();
    expect(settings()).toEqual({ serverUrl: URL, language: 'en' });
    await write();
    expect(settings()).toEqual({ serverUrl: URL, language: 'en' });
  });

  it('a code that somebody issued for an enrolled station is left to it', async () => {
    await write();
    await nowEnrolled();
    const enrolCode = await issueEnrolmentCode(database, 'station-1');
    writeFileSync(path(), JSON.stringify({ enrolCode }));
    await write();
    expect(settings()).toEqual({ enrolCode, serverUrl: URL });
  });
});
