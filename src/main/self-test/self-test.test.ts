import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../core/base';
import { nodeDigest, nodeRandom } from '../../platform/node';
import { createServerClient } from '../server-client';
import type { RegistryValue } from '../settings/registry-file';
import type { Examination } from './examination';
import { EXAMINATIONS } from './examination-table';
import { inWords } from './in-words';
import type { SelfTestPorts, WayToServer } from './ports';
import { resultFiles } from './result-files';
import { runSelfTest } from './run-self-test';
import { CAUSES, GOOD } from './words';

const folder = mkdtempSync(join(tmpdir(), 'inkwitness-self-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wayTo = (serverUrl: string): Result<WayToServer> => {
  const client = createServerClient({
    baseUrl: serverUrl,
    random: nodeRandom,
    digest: nodeDigest,
    signer: async () => ({}),
    retry: { attempts: 1, firstMs: 0, longestMs: 0 },
  });
  return ok({
    serverUrl,
    trust: {},
    client,
    stationId: undefined,
    isStranger: false,
    timeSources: [],
    close: () => client.close(),
  });
};

const ports = (more: Partial<SelfTestPorts> = {}): SelfTestPorts => ({
  folder,
  machine: { platform: 'linux', etc: folder },
  patientScreen: () => 'mirrored',
  devices: async () => [
    { kind: 'pad', state: 'ready', name: 'Wacom STU-540', definition: 'wacom-stu-540 1', conformance: 31 },
    { kind: 'finger-pad', state: 'absent', code: 'FINGER_PAD_ABSENT' },
  ],
  wayToServer: async () => err('ENROLMENT_UNREADABLE'),
  captionFont: { fontFor: async () => ok({ bytes: new Uint8Array(), postScriptName: 'x' }) },
  program: { folder, files: ['main.cjs'] },
  modules: ['node:fs', 'no-such-module'],
  command: async () => undefined,
  etc: folder,
  nowMs: () => 1_800_000_000_000,
  ...more,
});

const statesOf = async (given: SelfTestPorts) =>
  Object.fromEntries(
    inWords(await runSelfTest(given), 'en').map(({ id, state, code }) => [id, code ? `${state} ${code}` : state]),
  );

describe('self-test', () => {
  it('has a cause and something to do for every trouble, in both languages, with the same places', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    for (const [key, both] of Object.entries(CAUSES)) {
      const [zh, en] = [both['zh-CN'], both.en];
      for (const text of [zh.cause, zh.toDo]) expect(text, key).toMatch(/[\u4e00-\u9fff]/);
      for (const text of [en.cause, en.toDo])
        expect(text, key).toMatch(/^(?![a-z](?!nkwitness:))[^\u4e00-\u9fff]{10,}$/);
      expect(places(en.cause + en.toDo), key).toEqual(places(zh.cause + zh.toDo));
    }
    for (const [key, both] of Object.entries(GOOD)) {
      expect(both.en, key).toMatch(/^(?![a-z](?!nkwitness:))/);
      expect(places(both.en), key).toEqual(places(both['zh-CN']));
    }
    for (const { id, title, after } of EXAMINATIONS) {
      expect(title['zh-CN'], id).toMatch(/[\u4e00-\u9fff]/);
      expect(title.en, id).not.toMatch(/[\u4e00-\u9fff]/);
      // what a step comes after stands before it
      if (after !== undefined)
        expect(
          EXAMINATIONS.slice(
            0,
            EXAMINATIONS.findIndex((row) => row.id === id),
          ).map((row) => row.id),
        ).toContain(after);
    }
  });

  it('names what is wrong with the machine and the bed', async () => {
    const lines = inWords(await runSelfTest(ports()), 'en');
    const troubles = lines
      .filter(({ toDo }) => toDo !== undefined)
      .map(({ id, state, says }) => `${id} ${state}: ${says}`);
    expect(troubles).toEqual([
      'runtime failing: Modules do not load: no-such-module',
      'program failing: Files of the program are missing: main.cjs',
      'displays warning: The patient’s display mirrors the nurse’s',
      'devices warning: The conformance of the last capture was only 31',
      'devices warning: No finger pad',
      'identity failing: Key or enrolment of this kiosk is damaged',
      'browsers warning: No browser has AutoLaunchProtocolsFromOrigins',
    ]);
    expect(lines.find(({ id }) => id === 'time')).toMatchObject({ state: 'not-run', says: '“Identity” comes first' });
    expect(lines.flatMap(({ says, toDo = '' }) => [...`${says}${toDo}`.matchAll(/\{\w+\}/g)])).toEqual([]);
  });

  it('stops at the step to the server that fails first', async () => {
    const unknown = await statesOf(ports({ wayToServer: async () => wayTo('https://no-such-host.invalid') }));
    expect(unknown).toMatchObject({
      identity: 'warning NOT_ENROLLED',
      name: expect.stringMatching(/^failing E/),
      tcp: 'not-run',
      time: 'not-run',
    });
    const refused = await statesOf(ports({ wayToServer: async () => wayTo('https://127.0.0.1:9') }));
    expect(refused).toMatchObject({ name: 'ok', tcp: 'failing ECONNREFUSED', tls: 'not-run' });
    // a port that takes connections and says something that is neither TLS nor our contract
    const stranger = createServer((socket) =>
      socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'),
    ).listen(0, '127.0.0.1');
    await new Promise((done) => stranger.once('listening', done));
    const { port } = stranger.address() as { port: number };
    try {
      const noTls = await statesOf(ports({ wayToServer: async () => wayTo(`https://127.0.0.1:${port}`) }));
      expect(noTls).toMatchObject({ tcp: 'ok', tls: expect.stringMatching(/^failing E/), pin: 'not-run' });
      const other = await statesOf(ports({ wayToServer: async () => wayTo(`http://127.0.0.1:${port}`) }));
      expect(other).toMatchObject({
        tls: 'not-applicable',
        pin: 'not-applicable',
        api: 'failing SERVER_REPLY_UNREADABLE',
        clock: 'not-run',
      });
    } finally {
      stranger.close();
    }
  });

  it('says what keeps the certificate of the system’s store from being shown', async () => {
    const said = async (detail: string) => {
      const [way, channel] = [
        wayTo('http://127.0.0.1:9'),
        { exchange: async () => err('SERVER_CLIENT_CERTIFICATE', detail), close: () => undefined },
      ];
      const client = createServerClient({
        baseUrl: 'http://127.0.0.1:9',
        channel,
        random: nodeRandom,
        digest: nodeDigest,
        signer: async () => ({}),
      });
      const given = ports({ wayToServer: async () => (way.ok ? ok({ ...way.value, client }) : way) });
      const api = EXAMINATIONS.filter(({ id }) => id === 'identity' || id === 'api').map(({ after: _, ...row }) => row);
      return inWords(await runSelfTest(given, undefined, api), 'en').at(-1);
    };
    expect(await said('none')).toMatchObject({
      state: 'failing',
      code: 'SERVER_CLIENT_CERTIFICATE',
      says: expect.stringMatching(/has no valid/),
    });
    expect(await said('several')).toMatchObject({ state: 'failing', says: expect.stringMatching(/^Several/) });
    expect(await said('refused')).toMatchObject({ state: 'failing', says: expect.stringMatching(/does not take/) });
    expect(await said('not here')).toMatchObject({ state: 'not-applicable' });
  });

  it('asks the registry of Windows for the scheme, the browsers and the settings', async () => {
    const keys = new Map<string, ReadonlyMap<string, RegistryValue>>([
      [
        'HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\inkwitness\\shell\\open\\command',
        new Map([['', '"C:\\x\\other.exe" "%1"']]),
      ],
      [
        'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge',
        new Map([['autolaunchprotocolsfromorigins', '[{"protocol":"inkwitness","allowed_origins":["https://his"]}]']]),
      ],
      ['HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\InkWitness\\Kiosk', new Map([['loglevel', 'loud']])],
    ]);
    const machine = { platform: 'win32', registry: async (key: string) => keys.get(key) ?? new Map() };
    const lines = inWords(await runSelfTest(ports({ machine })), 'en');
    const said = (id: string) => lines.find((line) => line.id === id);
    expect(said('scheme')).toMatchObject({ state: 'failing', says: expect.stringContaining('other.exe') });
    expect(said('browsers')).toMatchObject({ state: 'ok', says: 'Set for: Edge' });
    expect(said('settings')).toMatchObject({ state: 'warning', says: expect.stringContaining('logLevel') });
  });

  it('is bounded, survives an examination that throws, and shows its progress', async () => {
    const row = (id: string, look: Examination['look']): Examination => ({
      id,
      title: EXAMINATIONS[0]!.title,
      limitMs: 20,
      look,
    });
    const seen: string[] = [];
    const examined = await runSelfTest(ports(), (now) => seen.push(now.map(({ state }) => state[0]).join('')), [
      row('hangs', () => new Promise(() => undefined)),
      row('throws', () => Promise.reject(new TypeError('name of a patient'))),
    ]);
    expect(seen).toEqual(['rw', 'dw', 'dr', 'dd']);
    expect(examined.map(({ findings }) => findings[0]?.says)).toEqual(['too-slow', 'not-examined']);
    expect(JSON.stringify(resultFiles(examined, { atMs: 0, version: '1', stationId: 's' }))).not.toContain('patient');
  });
});
