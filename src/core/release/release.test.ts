import { describe, expect, it } from 'vitest';
import { generateOneTimeSigner, nodeDigest, nodeVerifier } from '../../platform/node';
import { must, toBase64, utf8 } from '../base';
import {
  compareVersions,
  isInRing,
  judgeRelease,
  openRelease,
  type Release,
  type ReleaseStanding,
  readRelease,
  releaseOf,
  signRelease,
  writeRelease,
} from './index';

const NOW = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;
const release = (more: Partial<Release> = {}): Release => ({
  version: '1.10.0',
  platform: 'win32-x64',
  file: 'inkwitness-kiosk-1.10.0-x64.msi',
  size: 110_000_000,
  sha256: 'ab'.repeat(32),
  releasedMs: NOW - DAY,
  expiresMs: NOW + 90 * DAY,
  minimumVersion: '1.0.0',
  ring: { wards: ['外科三病区'], stations: ['station-9'], percent: 0 },
  ...more,
});
const standing = (more: Partial<ReleaseStanding> = {}): ReleaseStanding => ({
  installed: '1.9.0',
  platform: 'win32-x64',
  nowMs: NOW,
  newestMs: NOW - DAY,
  stationId: 'station-1',
  ward: '外科三病区',
  ...more,
});
const key = generateOneTimeSigner();
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);

describe('a signed release', () => {
  it('comes back as it was, by any of the keys', async () => {
    const signed = must(await signRelease(release(), key));
    const keys = [generateOneTimeSigner().publicKey, key.publicKey];
    expect(must(openRelease(signed, keys, nodeVerifier))).toEqual(release());
  });

  it('is refused with another key’s signature, none, or one byte changed', async () => {
    const signed = must(await signRelease(release(), key));
    const foreign = must(await signRelease(release(), generateOneTimeSigner()));
    const other = toBase64(must(writeRelease(release({ version: '1.11.0' }))));
    const open = (value: typeof signed) => codeOf(openRelease(value, [key.publicKey], nodeVerifier));
    expect(open(foreign)).toBe('RELEASE_SIGNATURE');
    expect(open({ ...signed, manifest: other })).toBe('RELEASE_SIGNATURE');
    expect(open({ ...signed, signature: '' })).toBe('RELEASE_SIGNATURE');
    expect(open({ ...signed, signature: '*' })).toBe('RELEASE_UNREADABLE');
    expect(codeOf(openRelease(signed, [], nodeVerifier))).toBe('RELEASE_SIGNATURE');
  });

  it('is not read when hostile, whoever signed it', () => {
    const bytes = must(writeRelease(release()));
    const text = Buffer.from(bytes).toString();
    const hostile = [
      text.replace('"file":"inkwitness-kiosk', '"file":"../../evil'),
      text.replace('.msi', '.exe'),
      text.replace('"size":110000000', '"size":99999999999'),
      text.replace('"size":110000000', '"size":-1'),
      text.replace('"percent":0', '"percent":101'),
      text.replace('"version":"1.10.0"', '"version":"1.10"'),
      text.replace('"ring":', '"__proto__":'),
      text.replace('{', '{"extra":1,'),
      text.replace('":', '" :'),
      text.replace('"release/1', '"release/2').replace('inkwitness-release/1', 'inkwitness-release/2'),
      '[]',
      'null',
      `${'['.repeat(5000)}`,
      'x'.repeat(20_000),
    ];
    expect(hostile.map((one) => codeOf(readRelease(utf8(one))))).toEqual(hostile.map(() => 'RELEASE_UNREADABLE'));
    for (let at = 0; at < bytes.length; at += 7) expect(codeOf(readRelease(bytes.subarray(0, at)))).not.toBe('ok');
    expect(codeOf(releaseOf({ manifest: '%%', signature: '' }))).toBe('RELEASE_UNREADABLE');
  });
});

describe('what a kiosk makes of a genuine release', () => {
  const judge = (more: Partial<Release>, here: Partial<ReleaseStanding> = {}) =>
    codeOf(judgeRelease(release(more), standing(here), nodeDigest));

  it.each([
    ['newer, for this ward', {}, {}, 'ok'],
    ['the installed version again', {}, { installed: '1.10.0' }, 'RELEASE_DOWNGRADE'],
    ['older, though its text sorts later', { version: '1.9.0' }, { installed: '1.10.0' }, 'RELEASE_DOWNGRADE'],
    ['another platform', { platform: 'linux-x64' }, {}, 'RELEASE_PLATFORM'],
    ['a manifest whose time is over', { expiresMs: NOW }, {}, 'RELEASE_EXPIRED'],
    ['a manifest older than one that was seen', {}, { newestMs: NOW }, 'RELEASE_REPLAYED'],
    ['too long a step', { minimumVersion: '1.9.1' }, {}, 'RELEASE_MINIMUM'],
    ['another ward’s', {}, { ward: '内科一病区' }, 'RELEASE_RING'],
    ['another ward, but this station is named', {}, { ward: '内科一病区', stationId: 'station-9' }, 'ok'],
  ] as const)('%s', (_name, more, here, code) => expect(judge(more, here)).toBe(code));

  it('a share of stations grows without leaving out who had it', () => {
    const ids = Array.from({ length: 400 }, (_, at) => `station-${at}`);
    const inside = (percent: number) =>
      ids.filter((stationId) =>
        isInRing({ wards: [], stations: [], percent }, '1.10.0', { stationId, ward: '' }, nodeDigest),
      );
    expect([inside(0).length, inside(100).length]).toEqual([0, 400]);
    const [ten, half] = [inside(10), inside(50)];
    expect(ten.length).toBeGreaterThan(20);
    expect(ten.length).toBeLessThan(70);
    expect(ten.every((id) => half.includes(id))).toBe(true);
  });

  it('versions are numbers', () => {
    expect(['1.10.0', '1.9.9', '2.0.0', '0.99.99'].sort(compareVersions)).toEqual([
      '0.99.99',
      '1.9.9',
      '1.10.0',
      '2.0.0',
    ]);
  });
});
