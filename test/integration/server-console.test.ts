import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';
import type { StationsOverview } from '../../src/contracts/api';
import { toHex } from '../../src/core/base';
import { nodeClock, nodeRandom } from '../../src/platform/node';
import { ensureFirstOperator } from '../../src/server/embedded-hospital';
import { placeStations, tellRelease, tellStatus } from '../support/many-stations';
import { OperatorBrowser } from '../support/operator-browser';
import { type Caller, callServer, type SigningServer, startSigningServer } from '../support/signing-server';

let server: SigningServer;
let aheadMs = 0;
let admin: { name: string; password: string };
let passwordFile: string;
const browser = (headers?: Record<string, string>) => new OperatorBrowser(server.url, headers);
/** A guess costs real time: who only has to be signed in shares the first one's session. */
let shared: OperatorBrowser | undefined;
const signedIn = async (fresh = false) => {
  if (shared !== undefined && !fresh) return shared;
  const one = browser();
  expect((await one.signIn(admin.name, admin.password)).status).toBe(201);
  shared ??= one;
  return one;
};
const overview = async (one: OperatorBrowser): Promise<StationsOverview> =>
  (await one.call('GET', '/v1/stations')).json as unknown as StationsOverview;

/** `inkwitness` over the hospital of the running server. */
async function inkwitness(args: readonly string[], typed = ''): Promise<{ exit: number; out: string; errors: string }> {
  const [out, errors]: [string[], string[]] = [[], []];
  const exit = await run([...args, '--home', server.home], {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    language: 'en',
    home: server.home,
    nowMs: () => Date.now(),
    readLine: async () => typed,
  });
  return { exit, out: out.join('\n'), errors: errors.join('\n') };
}

beforeAll(async () => {
  server = await startSigningServer({ clock: { ...nodeClock, nowMs: () => nodeClock.nowMs() + aheadMs } });
  const { database, clock } = server.server.context;
  passwordFile = (await ensureFirstOperator(join(server.home, 'hospital'), database, clock)) ?? '';
  admin = { name: 'admin', password: readFileSync(passwordFile, 'utf8').trim() };
});
afterAll(() => server?.close());

describe('signing in at the console', () => {
  it('the first operator of a new hospital has a password in a file of one account, and is made once', async () => {
    expect(statSync(passwordFile).mode & 0o777).toBe(0o600);
    const { database, clock } = server.server.context;
    expect(await ensureFirstOperator(join(server.home, 'hospital'), database, clock)).toBeUndefined();
    const kept = database.rows(database.db.selectFrom('operators').selectAll());
    expect(JSON.stringify(kept)).not.toContain(admin.password);
  });

  it('gives a cookie that no script reads and no other site sends, and over TLS only for its own host', async () => {
    const one = browser();
    const { status, json, headers } = await one.signIn(admin.name, admin.password);
    expect([status, json['operator']]).toEqual([201, 'admin']);
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^inkwitness-operator=[0-9a-f]{64}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    const proxied = browser({ origin: 'https://consent.hospital.example', 'sec-fetch-site': 'same-origin' });
    const secure = (await proxied.signIn(admin.name, admin.password)).headers.get('set-cookie') ?? '';
    expect(secure).toMatch(/^__Host-inkwitness-operator=[0-9a-f]{64}; Path=\/; .*; Secure$/);
    expect((await proxied.call('GET', '/v1/stations')).status).toBe(200);
    const stored = server.server.context.database.rows(
      server.server.context.database.db.selectFrom('operator_sessions').selectAll(),
    );
    const secret = /[0-9a-f]{64}/.exec(cookie)?.[0] ?? '';
    expect(stored.some((row) => toHex(row.secret_digest) === secret)).toBe(false);
  });

  it('without a session, with a made-up one or with the keys of kiosk and HIS nobody sees a station', async () => {
    const kiosk = await server.enrol();
    const made = browser();
    made.cookie = `inkwitness-operator=${toHex(nodeRandom.bytes(32))}`;
    const replies = [
      await browser().call('GET', '/v1/stations'),
      await made.call('GET', '/v1/stations'),
      await callServer(server.url, kiosk.caller, 'GET', '/v1/stations'),
      await callServer(server.url, server.his, 'GET', '/v1/stations'),
    ];
    expect(replies.map(({ status, json }) => [status, json.code])).toEqual(Array(4).fill([401, 'AUTH_SESSION_ENDED']));
  });

  it('an operator may do nothing that kiosks and the HIS do', async () => {
    const one = await signedIn();
    const doors = [
      ['POST', '/v1/stations/station-1/status', {}],
      ['GET', '/v1/stations/station-1/tasks', undefined],
      ['GET', '/v1/tasks/x', undefined],
      ['POST', '/v1/tasks', {}],
      ['GET', '/v1/documents/x', undefined],
      ['POST', '/v1/event-certificates', {}],
      ['POST', '/v1/launch-tickets', {}],
    ] as const;
    for (const [method, path, body] of doors)
      expect([path, (await one.call(method, path, body)).json.code]).toEqual([path, 'AUTH_SIGNATURE_MISSING']);
  });

  it('takes posts from its own page only', async () => {
    const one = await signedIn();
    const before = one.cookie;
    const from = async (headers: Record<string, string>) => {
      const other = browser(headers);
      other.cookie = before;
      return [
        (await other.signIn(admin.name, admin.password)).json.code,
        (await other.call('POST', '/v1/operator-sessions/end')).json.code,
      ];
    };
    const refused = ['AUTH_OTHER_ORIGIN', 'AUTH_OTHER_ORIGIN'];
    expect(await from({})).toEqual(refused);
    expect(await from({ origin: 'null' })).toEqual(refused);
    expect(await from({ origin: 'https://evil.example' })).toEqual(refused);
    expect(await from({ origin: new URL(server.url).origin, 'sec-fetch-site': 'cross-site' })).toEqual(refused);
    expect((await one.call('GET', '/v1/stations')).status).toBe(200);
  });

  it('ends a session by sign-out, after half an hour without a question, and after twelve hours whatever happens', async () => {
    const out = await signedIn(true);
    const secret = out.cookie;
    const reply = await out.call('POST', '/v1/operator-sessions/end');
    expect(reply.headers.get('set-cookie')).toContain('Max-Age=0');
    out.cookie = secret;
    expect((await out.call('GET', '/v1/stations')).json.code).toBe('AUTH_SESSION_ENDED');

    const idle = await signedIn(true);
    const busy = await signedIn();
    for (aheadMs = 0; aheadMs < 12 * 3_600_000; aheadMs += 25 * 60_000) {
      expect((await busy.call('GET', '/v1/stations')).status).toBe(200);
      if (aheadMs > 1_800_000) expect((await idle.call('GET', '/v1/stations')).status).toBe(401);
    }
    aheadMs = 12 * 3_600_000;
    expect((await busy.call('GET', '/v1/stations')).status).toBe(401);
    shared = undefined;
    aheadMs = 0;
  });

  it('answers a wrong password and a name that is nobody’s alike, then not at all for a while', async () => {
    const one = browser();
    const answers: unknown[] = [];
    for (const name of ['nobody-at-all', ...Array(5).fill('admin')]) {
      const { status, json } = await one.signIn(name, 'not-the-password');
      answers.push([status, { ...json, correlationId: '' }]);
    }
    expect(answers).toEqual(Array(6).fill([401, { code: 'AUTH_SIGN_IN_FAILED', correlationId: '' }]));
    const throttled = await one.signIn(admin.name, admin.password);
    expect([throttled.status, throttled.json.code]).toEqual([429, 'AUTH_SIGN_IN_THROTTLED']);
    expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(600);
    aheadMs = 16 * 60_000;
    expect((await one.signIn(admin.name, admin.password)).status).toBe(201);
    aheadMs = 0;
  });

  it('works on two guesses at a time, and says that it is busy to more', async () => {
    aheadMs = 60 * 60_000;
    const all = await Promise.all(Array.from({ length: 6 }, (_, n) => browser().signIn(`nobody-${n}`, 'x'.repeat(20))));
    const codes = all.map(({ json }) => json.code).sort();
    expect(codes.filter((code) => code === 'AUTH_SIGN_IN_FAILED').length).toBeGreaterThanOrEqual(2);
    expect(codes.filter((code) => code === 'API_BUSY').length).toBeGreaterThanOrEqual(1);
    aheadMs = 0;
  });

  it('operators are added, given a new password and taken away on the command line, while the server runs', async () => {
    const added = await inkwitness(['operator', 'add', 'wang-it']);
    expect([added.exit, added.out]).toEqual([0, expect.stringMatching(/^(?:\w{5}-){3}\w{5}$/)]);
    const one = browser();
    expect((await one.signIn('wang-it', added.out)).status).toBe(201);
    expect((await inkwitness(['operator', 'add', 'wang-it'])).errors).toBe('CLI_OPERATOR_TAKEN wang-it');
    expect((await inkwitness(['operator', 'password', 'wang-it', '--stdin'], 'short')).errors).toBe(
      'CLI_PASSWORD_UNFIT',
    );
    const changed = await inkwitness(['operator', 'password', 'wang-it', '--stdin'], 'a long enough one');
    expect([changed.exit, changed.out]).toEqual([0, '']);
    expect((await one.call('GET', '/v1/stations')).json.code).toBe('AUTH_SESSION_ENDED');
    expect((await one.signIn('wang-it', 'a long enough one')).status).toBe(201);
    expect((await inkwitness(['operator', 'list'])).out).toMatch(/^admin 20\S+\nwang-it 20\S+$/);
    expect((await inkwitness(['operator', 'remove', 'wang-it'])).exit).toBe(0);
    expect((await one.call('GET', '/v1/stations')).json.code).toBe('AUTH_SESSION_ENDED');
    expect((await inkwitness(['operator', 'remove', 'wang-it'])).errors).toBe('CLI_NO_SUCH_OPERATOR wang-it');
  });

  it('says in the log who came and from where, and no secret', () => {
    const log = server.logged();
    expect(log).toMatch(/"operator":"admin","address":"127.0.0.1","msg":"operator signed in"/);
    expect(log).toContain('"result":"throttled"');
    expect(log).toContain('"msg":"operator signed out"');
    for (const secret of [admin.password, 'not-the-password', 'nobody-at-all', 'a long enough one'])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/inkwitness-operator=/);
  });
});

describe('200 stations at a glance', () => {
  let stations: Caller[];
  const at = (n: number) => stations[n] as Caller;

  beforeAll(async () => {
    const { database } = server.server.context;
    stations = await placeStations(database, 200);
    await placeStations(database, 1, 'expected');
    // the first five spoke a long time ago
    aheadMs = -3_600_000;
    const old = () => Date.now() + aheadMs;
    for (const caller of stations.slice(0, 5)) await tellStatus(server.url, caller, { queue: 1 }, old());
    for (const caller of stations.slice(5, 7)) await tellStatus(server.url, caller, { queue: 2 }, old());
    aheadMs = 0;
    const well = stations.slice(7, 198);
    const said = await Promise.all(well.map((caller) => tellStatus(server.url, caller)));
    expect(new Set(said)).toEqual(new Set([200]));
    await tellStatus(server.url, at(5), { queue: 2 });
    await tellStatus(server.url, at(6), { queue: 0 });
    await tellStatus(server.url, at(7), { pad: 'lost', disk: 'full' });
    await tellStatus(server.url, at(8), { fingerPad: 'absent' });
    await tellRelease(server.url, at(9), 'failed', '0.2.0');
    await tellRelease(server.url, at(10), 'failed', '0.2.0');
    await tellRelease(server.url, at(10), 'healthy', '0.2.0');
  });

  it('are answered in one question to the store, judged, worst first, without a word about a patient', async () => {
    const one = await signedIn();
    const { database } = server.server.context;
    const asked: string[] = [];
    const rows = database.rows.bind(database);
    database.rows = (query) => {
      asked.push(query.compile().sql);
      return rows(query);
    };
    const { stations: seen, hospital, session } = await overview(one);
    database.rows = rows;
    expect(asked).toHaveLength(1);
    expect({ hospital, operator: session.operator }).toEqual({ hospital: '墨证示范医院', operator: 'admin' });
    const ours = seen.filter(({ id }) => /^(enrolled|expected)-/.test(id));
    expect(ours).toHaveLength(201);
    expect(ours.map(({ id, condition, findings }) => [id, condition, findings.join()]).slice(0, 13)).toEqual([
      ['enrolled-008', 'attention', 'disk-full,pad-lost'],
      ['enrolled-010', 'attention', 'release-failed'],
      ['enrolled-006', 'attention', 'queue-stuck'],
      ['enrolled-009', 'attention', 'finger-pad-absent'],
      ['enrolled-001', 'silent', 'holds-forms,silent'],
      ['enrolled-002', 'silent', 'holds-forms,silent'],
      ['enrolled-003', 'silent', 'holds-forms,silent'],
      ['enrolled-004', 'silent', 'holds-forms,silent'],
      ['enrolled-005', 'silent', 'holds-forms,silent'],
      ['enrolled-199', 'never', 'never-heard'],
      ['enrolled-200', 'never', 'never-heard'],
      ['expected-001', 'never', 'not-enrolled'],
      ['enrolled-007', 'ok', ''],
    ]);
    expect(new Set(ours.slice(12).map(({ condition }) => condition))).toEqual(new Set(['ok']));
    expect(JSON.stringify(seen)).not.toMatch(/patient(?!Screen)|signer|birth/);
    const healthy = seen.find(({ id }) => id === 'enrolled-011');
    expect(healthy?.release).toMatchObject({ version: '0.2.0', outcome: 'healthy' });
  });

  it('a station that enrols is heard next, and the end of its certificate is known', async () => {
    await server.enrol('expected-001');
    const found = (await overview(await signedIn())).stations.find(({ id }) => id === 'expected-001');
    expect(found?.findings).toEqual(['never-heard']);
    expect((found?.certificateEndsAtMs ?? 0) - (found?.enrolledAtMs ?? 0)).toBeGreaterThan(4 * 365 * 86_400_000);
  });
});
