import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, must, ok, toHex } from '../../core/base';
import { type Release, signRelease } from '../../core/release';
import { generateOneTimeSigner, nodeDigest, nodeVerifier } from '../../platform/node';
import { SETTINGS, type Settings } from '../settings';
import { installCommands, returnCommands } from './install-command';
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

describe('the command that installs', () => {
  const settings = (more: Partial<Settings> = {}): Settings => ({
    ...(Object.fromEntries(
      Object.entries(SETTINGS).map(([name, { initial }]) => [name, initial]),
    ) as unknown as Settings),
    ...more,
  });
  const files = { before: 'C:\\ProgramData\\a.msi', newer: 'C:\\ProgramData\\b.msi' };

  it('is msiexec on Windows; back goes by removal, with the properties that are in force', () => {
    expect(must(installCommands('win32-x64', settings(), 'C:\\b.msi'))[0]).toEqual([
      'msiexec.exe',
      '/i',
      'C:\\b.msi',
      '/qn',
      '/norestart',
    ]);
    const back = must(returnCommands('win32-x64', settings({ stationName: 'ICU 3' }), files));
    expect(back[0]).toEqual(['msiexec.exe', '/x', files.newer, '/qn', '/norestart']);
    expect(back[1]).toEqual(expect.arrayContaining(['/i', files.before, 'STATIONID=ICU 3', 'KIOSKMODE=0']));
    expect(returnCommands('win32-x64', settings({ stationName: 'a" & calc' }), files).ok).toBe(false);
  });

  it('is the hospital’s own where it set one, and nothing on Linux where it did not', () => {
    const own = settings({ installCommand: ['sudo', '-n', 'dpkg', '-i', '{file}'] });
    expect(must(installCommands('linux-x64', own, '/x/b.deb'))).toEqual([['sudo', '-n', 'dpkg', '-i', '/x/b.deb']]);
    expect(installCommands('linux-x64', settings(), '/x/b.deb')).toMatchObject({
      error: { code: 'UPDATE_NO_INSTALLER' },
    });
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
