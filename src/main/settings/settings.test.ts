import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../core/base';
import { INSTALLED_KEY, type Machine, POLICY_KEY, readSettings } from './read-settings';
import { type RegistryValue, readRegistryFile } from './registry-file';
import { type Layers, resolveSettings } from './resolve-settings';
import { SETTINGS } from './setting-table';

const PINS = [`sha256/${'A'.repeat(43)}=`, `sha256/${'B'.repeat(43)}=`];
const storyOf = (layers: Layers, key: string) => resolveSettings(layers).stories.find((story) => story.key === key);

describe('settings: who is heard', () => {
  const urls = {
    policy: { serverUrl: 'https://policy.example' },
    installed: { serverUrl: 'https://installed.example' },
    local: { serverUrl: 'https://local.example' },
    server: { serverUrl: 'https://server.example' },
  };

  it.each([
    ['policy', urls],
    ['installed', { ...urls, policy: {} }],
    ['local', { local: urls.local, server: urls.server }],
  ] as const)('%s is the strongest that speaks', (origin, layers) => {
    expect(storyOf(layers, 'serverUrl')).toMatchObject({ origin, value: `https://${origin}.example` });
  });

  it('the server cannot say which server is trusted, but can say what its stations show', () => {
    const { settings, stories, broken } = resolveSettings({ server: { ...urls.server, language: 'en' } });
    expect(settings).toMatchObject({ serverUrl: SETTINGS.serverUrl.initial, language: 'en' });
    expect(stories.find(({ key }) => key === 'serverUrl')).toMatchObject({ origin: 'default', refused: ['server'] });
    expect(broken).toEqual([]);
  });

  it('a value of the wrong shape gives way to the next origin and is told', () => {
    const layers = { policy: { logLevel: 'loud' }, local: { logLevel: 'warn' } };
    expect(storyOf(layers, 'logLevel')).toMatchObject({ origin: 'local', value: 'warn', refused: ['policy'] });
    expect(resolveSettings(layers).broken).toEqual([]);
  });

  it('strict settings do not give way to weaker ones', () => {
    const layers = { policy: { serverPins: [PINS[0]], encryptPen: 'sometimes' }, local: { serverPins: PINS } };
    expect(resolveSettings(layers).broken).toEqual(['serverPins', 'encryptPen']);
  });

  it('an empty value is no word', () => {
    expect(storyOf({ policy: { stationName: '' }, local: { stationName: 'ICU-3' } }, 'stationName')).toMatchObject({
      origin: 'local',
      refused: [],
    });
  });

  it.each([
    ['http://10.0.0.5', false],
    ['http://127.0.0.1:8790', true],
    ['https://consent.hospital.example', true],
    ['http://localhost.evil.example', false],
    ['javascript:alert(1)', false],
  ])('server address %s is taken: %s', (address, taken) => {
    expect(SETTINGS.serverUrl.shape.safeParse(address).success).toBe(taken);
  });

  it.each([
    [['issuer=Hospital CA', 'subject=a=b'], { issuer: 'Hospital CA', subject: 'a=b' }],
    [{ sha256: 'a'.repeat(64) }, { sha256: 'a'.repeat(64) }],
    [['subject=nurse'], undefined],
    [['issuer=One', 'issuer=Two'], undefined],
    [['issuer='], undefined],
    [['sha256=short'], undefined],
    [['thumbprint=x'], undefined],
    [[], undefined],
    ['issuer=Hospital CA', undefined],
  ])('client certificate %j is %j', (said, meant) => {
    expect(SETTINGS.clientCertificate.shape.safeParse(said).data).toEqual(meant);
    const { broken } = resolveSettings({ policy: { clientCertificate: said } });
    expect(broken).toEqual(meant === undefined ? ['clientCertificate'] : []);
  });

  it('the dress of registry and JSON says the same', () => {
    const registry = { kioskMode: 1, encryptPen: '0', serialPorts: ['COM3=wacom-stu-540', ''], serverPins: PINS };
    const json = {
      kioskMode: true,
      encryptPen: false,
      serialPorts: [{ path: 'COM3', definition: 'wacom-stu-540' }],
      serverPins: PINS,
    };
    expect(resolveSettings({ policy: registry }).settings).toEqual(resolveSettings({ local: json }).settings);
  });

  it('the patient’s display is a name, or a name with its place', () => {
    const place = { label: 'DTU1141', width: 1920, height: 1080, x: 1920 };
    expect(resolveSettings({ policy: { patientDisplay: 'DTU1141' } }).settings.patientDisplay).toEqual({
      label: 'DTU1141',
    });
    expect(resolveSettings({ local: { patientDisplay: place } }).settings.patientDisplay).toEqual(place);
    expect(storyOf({ local: { patientDisplay: { x: 1 } } }, 'patientDisplay')).toMatchObject({ refused: ['local'] });
  });

  it('anything at all in any origin is a value or is passed over', () => {
    const layer = fc.dictionary(fc.constantFrom(...Object.keys(SETTINGS)), fc.anything());
    fc.assert(
      fc.property(layer, layer, (policy, local) => {
        for (const { key, value, origin } of resolveSettings({ policy, local }).stories)
          if (origin !== 'default') expect(value, key).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});

const EXPORTED = `Windows Registry Editor Version 5.00\r\n\r\n[${POLICY_KEY}]\r
"ServerUrl"="https://consent.hospital.example"\r
"StationName"="重症 \\"三\\" 床\\\\A"\r
"KioskMode"=dword:00000001\r
"SerialPorts"=hex(7):43,00,4f,00,4d,00,33,00,3d,00,65,00,66,00,30,00,31,00,00,00,\\\r
  43,00,4f,00,4d,00,34,00,3d,00,65,00,66,00,30,00,31,00,00,00,00,00\r
"Odd"=hex(b):00,00,00,00,00,00,00,00\r
\r\n[${POLICY_KEY}\\Below]\r\n"ServerUrl"="https://below.example"\r\n`;

describe('settings: the registry', () => {
  it('reads what reg.exe exports: Chinese, quotes, numbers, lists over two lines; not the subkeys', () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${EXPORTED}`, 'utf16le'));
    expect([...readRegistryFile(bytes, POLICY_KEY)]).toEqual([
      ['serverurl', 'https://consent.hospital.example'],
      ['stationname', '重症 "三" 床\\A'],
      ['kioskmode', 1],
      ['serialports', ['COM3=ef01', 'COM4=ef01']],
    ]);
  });

  it('any bytes are values or nothing', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readRegistryFile(bytes, POLICY_KEY)));
  });
});

describe('settings: read at a bed', () => {
  let folder: string;
  const linux = (): Machine => ({ platform: 'linux', etc: join(folder, 'etc') });
  const write = (name: string, content: unknown) =>
    writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inkwitness-settings-'));
    await mkdir(join(folder, 'etc'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('a first start has defaults', async () => {
    const { settings, enrolCode } = must(await readSettings(folder, linux()));
    expect(settings.serverUrl).toBe('http://127.0.0.1:8790');
    expect(enrolCode).toBeUndefined();
  });

  it('Linux: policy over installed over the folder over the server', async () => {
    await write('etc/policy.json', { logLevel: 'error' });
    await write('etc/settings.json', { logLevel: 'warn', language: 'en' });
    await write('settings.json', { language: 'zh-CN', stationName: '三病区', enrolCode: 'ABCD' });
    await write('station-settings.json', { pointerAllowed: true, serverUrl: 'https://elsewhere.example' });
    const read = must(await readSettings(folder, linux()));
    expect(read.settings).toMatchObject({
      logLevel: 'error',
      language: 'en',
      stationName: '三病区',
      pointerAllowed: true,
    });
    expect(read.settings.serverUrl).toBe('http://127.0.0.1:8790');
    expect(read.enrolCode).toBe('ABCD');
  });

  it('Windows: the registry, in any case of letters', async () => {
    const keys: Record<string, ReadonlyMap<string, RegistryValue>> = {
      [POLICY_KEY]: new Map([['loglevel', 'error']]),
      [INSTALLED_KEY]: new Map<string, RegistryValue>([
        ['loglevel', 'warn'],
        ['kioskmode', 1],
      ]),
    };
    const registry = (key: string) => Promise.resolve(keys[key] ?? new Map());
    const { settings } = must(await readSettings(folder, { platform: 'win32', registry }));
    expect(settings).toMatchObject({ logLevel: 'error', kioskMode: true });
  });

  it('what must not be passed over keeps the kiosk shut, and the detail names it without its value', async () => {
    await write('etc/policy.json', { serverUrl: 'http://secret.example' });
    expect(await readSettings(folder, linux())).toEqual({
      ok: false,
      error: { code: 'SETTINGS_UNREADABLE', detail: 'serverUrl' },
    });
    await write('etc/policy.json', '{');
    expect(await readSettings(folder, linux())).toMatchObject({ error: { detail: 'policy.json: not JSON' } });
    await write('etc/policy.json', ' '.repeat(200_000));
    expect(await readSettings(folder, linux())).toMatchObject({ error: { detail: 'policy.json: 200000 bytes' } });
    await write('etc/policy.json', '\uFEFF{}');
    await write('station-settings.json', 'torn');
    expect((await readSettings(folder, linux())).ok).toBe(true);
  });
});
