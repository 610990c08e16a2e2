import { expect, it } from 'vitest';
import { bareBedside } from '../../../test/support/bare-bedside';
import { lookAbout } from './about';
import type { Bedside } from './bedside';

const PINS = ['a', 'b'];

async function aboutOf(settings: object, tls: object, stories: readonly object[] = []) {
  const { bedside, close } = await bareBedside();
  const papers = { folder: '/opt/inkwitness', names: ['sbom' as const] };
  const program = { kind: 'test', runtime: { pinned: '45.0.0', is: 'other' }, keyStore: 'basic_text', papers };
  const given = { program, build: 'ab', connection: { ...bedside.connection, settings, stories, tls } };
  Object.assign(bedside, given as unknown as Partial<Bedside>);
  expect(await lookAbout(bedside)).toMatchObject({ ok: true });
  await close();
  return bedside.about;
}

it('tells what this station is, and of the settings who set what, never a value', async () => {
  const stories = [
    { key: 'language', value: 'en', origin: 'local', refused: [] },
    { key: 'releaseKeys', value: 'SECRET', origin: 'policy', refused: ['local'] },
    { key: 'support', value: '8021', origin: 'local', refused: [] },
  ];
  const about = await aboutOf({ serverUrl: 'http://127.0.0.1:8790', serverPins: PINS, support: '8021' }, {}, stories);
  expect(about).toMatchObject({
    build: { kind: 'test', digest: 'ab' },
    runtime: { node: process.versions.node, pinned: '45.0.0', is: 'other' },
    // pins of a connection without TLS protect nothing
    server: { address: 'http://127.0.0.1:8790', trust: 'machine', pins: 0, mutual: false },
    deviceKey: { kept: 'none', store: 'basic_text' },
    papers: { names: ['sbom'] },
    support: '8021',
  });
  expect(about?.settings).toEqual([
    { origin: 'policy', keys: ['releaseKeys'] },
    { origin: 'local', keys: ['language', 'support'] },
  ]);
  expect(JSON.stringify(about)).not.toContain('SECRET');
});

it.each([
  ['system', { serverUrl: 'https://consent.example' }, {}, { trust: 'system', pins: 0, mutual: false }],
  [
    'hospital',
    { serverUrl: 'https://consent.example', serverCa: 'PEM', serverPins: PINS },
    { identity: { key: 'KEY', certificate: 'PEM' } },
    { trust: 'hospital', pins: 2, mutual: true },
  ],
])('how the server is reached: %s', async (_, settings, tls, server) => {
  const about = await aboutOf(settings, tls);
  expect(about?.server).toMatchObject(server);
  expect(JSON.stringify(about)).not.toContain('KEY');
});
