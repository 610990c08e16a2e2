import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, must, ok, toBase64, toHex, utf8 } from '../../core/base';
import { type Release, type SignedRelease, signRelease } from '../../core/release';
import { generateOneTimeSigner, nodeDigest, nodeVerifier } from '../../platform/node';
import { POLICY_KEY } from '../settings';
import { judgeWish } from './judge-wish';
import { type PackageSource, stagedPackage, stagePackage } from './package-store';
import { isQuiet } from './quiet-hours';

const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31) & 255);
const release: Release = {
  version: '1.1.0',
  platform: 'linux-x64',
  file: 'inkwitness-1.1.0.deb',
  size: bytes.length,
  sha256: toHex(nodeDigest.hash('SHA-256', bytes)),
  releasedMs: 1,
  expiresMs: 2,
  minimumVersion: '0.0.0',
  ring: { wards: [], stations: [], percent: 100 },
};
const key = generateOneTimeSigner();
const ports = { digest: nodeDigest, verifier: nodeVerifier, keys: [key.publicKey] };
const offer = async () => ({ signed: must(await signRelease(release, key)), release });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkwitness-update-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The server's side: pieces of the package from where it is asked; `until` is where the line breaks. */
function line(content: Uint8Array, until = content.length): PackageSource & { from: number[] } {
  const from: number[] = [];
  const source: PackageSource = async (at, sink) => {
    from.push(at);
    for (let next = at; next < until; next += 50_000)
      await sink(content.subarray(next, Math.min(next + 50_000, until)));
    return until < content.length ? err('SERVER_AWAY') : ok(undefined);
  };
  return Object.assign(source, { from });
}

describe('staging a package', () => {
  // There a process does not end by a signal.
  it.skipIf(process.platform === 'win32')(
    'goes on where the power went, and nothing torn is ever a package',
    async () => {
      // A process of its own that writes 150,000 of 300,000 bytes and dies by SIGKILL in the middle of the next piece.
      const child = join(import.meta.dirname, '../../../test/support/staging-child.ts');
      const args = ['--import', 'tsx', child, folder, JSON.stringify(await offer())];
      const died = spawnSync(process.execPath, args, { encoding: 'utf8' });
      expect([died.signal, died.stderr]).toEqual(['SIGKILL', '']);
      expect(readdirSync(folder)).toEqual([`${release.sha256}.part`]);
      expect(await stagedPackage(folder, 'next', ports)).toBeUndefined();

      const server = line(bytes);
      must(await stagePackage(folder, 'next', await offer(), server, nodeDigest));
      expect(server.from).toEqual([150_000]);
      const staged = await stagedPackage(folder, 'next', ports);
      expect(staged?.ok && readFileSync(staged.value.path).equals(bytes)).toBe(true);
    },
  );

  it('throws away what a power cut left wrong, and starts anew', async () => {
    writeFileSync(join(folder, `${release.sha256}.part`), new Uint8Array(200_000));
    expect(await stagePackage(folder, 'next', await offer(), line(bytes), nodeDigest)).toMatchObject({
      error: { code: 'RELEASE_DIGEST' },
    });
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, `${release.sha256}.part`), new Uint8Array(400_000));
    const server = line(bytes);
    must(await stagePackage(folder, 'next', await offer(), server, nodeDigest));
    expect(server.from).toEqual([0]);
  });

  it('keeps the part of a line that broke', async () => {
    expect((await stagePackage(folder, 'next', await offer(), line(bytes, 100_000), nodeDigest)).ok).toBe(false);
    const server = line(bytes);
    must(await stagePackage(folder, 'next', await offer(), server, nodeDigest));
    expect(server.from).toEqual([100_000]);
  });

  it('judges manifest and package anew from the disk', async () => {
    must(await stagePackage(folder, 'next', await offer(), line(bytes), nodeDigest));
    const path = join(folder, `${release.sha256}.deb`);
    const torn = Uint8Array.from(bytes);
    torn[7] = (torn[7] as number) ^ 1;
    writeFileSync(path, torn);
    expect(await stagedPackage(folder, 'next', ports)).toMatchObject({ error: { code: 'RELEASE_DIGEST' } });
    writeFileSync(path, bytes);
    expect((await stagedPackage(folder, 'next', ports))?.ok).toBe(true);
    const strangers = { ...ports, keys: [generateOneTimeSigner().publicKey] };
    expect(await stagedPackage(folder, 'next', strangers)).toMatchObject({ error: { code: 'RELEASE_SIGNATURE' } });
  });
});

describe('a wish, judged by the installer with the system’s rights', () => {
  const NOW = Date.UTC(2026, 10, 22);
  const ours: Release = { ...release, releasedMs: NOW - 2, expiresMs: NOW + 1 };
  const packed = (text: string) => ({ size: text.length, sha256: toHex(nodeDigest.hash('SHA-256', utf8(text))) });
  const before = { ...ours, version: '1.0.0', ...packed('before') };
  const next = { ...ours, ...packed('next') };

  /** What the installer took; `more` changes one thing of it. */
  async function taken(more: Readonly<Record<string, string | Release>> = {}, signer = key): Promise<string> {
    const signed = async (of: Release) => JSON.stringify(must(await signRelease(of, signer)));
    const files: Record<string, string | Release> = {
      'next.json': next,
      'current.json': before,
      'next.deb': 'next',
      'current.deb': 'before',
      'station.json': '{"stationId":"s1","ward":"外科三病区"}',
      'policy.json': JSON.stringify({ releaseKeys: [toBase64(key.publicKey)] }),
      ...more,
    };
    mkdirSync(join(folder, 'taken'), { recursive: true });
    for (const [name, value] of Object.entries(files))
      writeFileSync(join(folder, 'taken', name), typeof value === 'string' ? value : await signed(value));
    const { manifest = '' } = (
      typeof files['next.json'] === 'string' ? {} : JSON.parse(readFileSync(join(folder, 'taken/next.json'), 'utf8'))
    ) as Partial<SignedRelease>;
    const id = toHex(nodeDigest.hash('SHA-256', utf8(manifest)));
    writeFileSync(join(folder, 'taken/release.txt'), String(more['release.txt'] ?? `${id}\n`));
    return folder;
  }
  const judged = async (of: Promise<string>, version = '1.0.0', platform = 'linux-x64') => {
    const ports = { digest: nodeDigest, verifier: nodeVerifier };
    const verdict = judgeWish({ folder: await of, version, platform, nowMs: NOW, ...ports });
    return verdict.ok ? verdict.value.version : verdict.error.code;
  };

  it('is granted once: what was tried is not tried again, unless it is signed anew', async () => {
    expect(await judged(taken())).toBe('1.1.0');
    writeFileSync(join(folder, 'tried.json'), readFileSync(join(folder, 'taken/next.json')));
    expect(await judged(taken())).toBe('RELEASE_REPLAYED');
    expect(await judged(taken({ 'next.json': { ...next, releasedMs: NOW - 1 } }))).toBe('1.1.0');
    writeFileSync(join(folder, 'tried.json'), '{');
    expect(await judged(taken())).toBe('1.1.0');
  });

  it.each<[string, Record<string, string | Release>, string]>([
    ['other bytes', { 'next.deb': 'nexT' }, 'RELEASE_DIGEST'],
    ['a shorter package', { 'next.deb': 'nex' }, 'RELEASE_DIGEST'],
    ['other bytes to come back to', { 'current.deb': 'Before' }, 'RELEASE_DIGEST'],
    ['no package', { 'next.deb': '' }, 'RELEASE_DIGEST'],
    ['another version to come back to', { 'current.json': next }, 'UPDATE_NO_WAY_BACK'],
    ['an older version', { 'next.json': { ...next, version: '0.9.0' } }, 'RELEASE_DOWNGRADE'],
    ['a manifest whose time is over', { 'next.json': { ...next, expiresMs: NOW } }, 'RELEASE_EXPIRED'],
    ['another ward’s', { 'next.json': { ...next, ring: { wards: ['内'], stations: [], percent: 0 } } }, 'RELEASE_RING'],
    ['a name that is no digest', { 'release.txt': 'x" & calc & "\n' }, 'RELEASE_UNREADABLE'],
    ['the digest of another one', { 'release.txt': `${'0'.repeat(64)}\n` }, 'RELEASE_UNREADABLE'],
    ['no manifest', { 'next.json': '' }, 'RELEASE_UNREADABLE'],
    ['a manifest without end', { 'next.json': 'x'.repeat(70_000) }, 'RELEASE_UNREADABLE'],
    ['no station', { 'station.json': '[]' }, 'RELEASE_UNREADABLE'],
    ['no keys of the machine', { 'policy.json': '{}' }, 'RELEASE_SIGNATURE'],
    ['keys that are none', { 'policy.json': '{"releaseKeys":["x"]}' }, 'SETTINGS_UNREADABLE'],
    ['the package of another system', { 'next.json': { ...next, file: 'a.msi' } }, 'RELEASE_DIGEST'],
  ])('is refused with %s', async (_what, more, code) => expect(await judged(taken(more))).toBe(code));

  it('is refused with another key’s signature, on another system, and where nothing was taken', async () => {
    expect(await judged(taken({}, generateOneTimeSigner()))).toBe('RELEASE_SIGNATURE');
    expect(await judged(taken(), '1.0.0', 'linux-arm64')).toBe('RELEASE_PLATFORM');
    expect(await judged(Promise.resolve(join(folder, 'nowhere')))).toBe('RELEASE_UNREADABLE');
  });

  it('on Windows the keys are those of the registry, as the installer exported it', async () => {
    const hex = Buffer.from(`${toBase64(key.publicKey)}\0\0`, 'utf16le')
      .toString('hex')
      .match(/../g)
      ?.join(',');
    const policy = `\uFEFFWindows Registry Editor Version 5.00\r\n\r\n[${POLICY_KEY}]\r\n"ReleaseKeys"=hex(7):${hex}\r\n`;
    const windows = { platform: 'win32-x64', file: 'inkwitness.msi' };
    const wish = taken({
      'next.json': { ...next, ...windows },
      'current.json': { ...before, ...windows },
      'next.msi': 'next',
      'current.msi': 'before',
      'policy.json': '{}',
    });
    expect(await judged(wish, '1.0.0', 'win32-x64')).toBe('RELEASE_SIGNATURE');
    writeFileSync(join(folder, 'taken/policy.reg'), Buffer.from(policy, 'utf16le'));
    expect(await judged(wish, '1.0.0', 'win32-x64')).toBe('1.1.0');
  });
});

describe('quiet hours', () => {
  it('may go over midnight', () => {
    const at = (hours: string, time: string) => isQuiet(hours, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
    const night = ['21:59', '22:00', '00:00', '04:59', '05:00', '12:00'].map((time) => at('22:00-05:00', time));
    expect(night).toEqual([false, true, true, true, false, false]);
    expect([at('12:00-13:00', '12:30'), at('12:00-13:00', '13:00'), at('00:00-00:00', '15:00')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
