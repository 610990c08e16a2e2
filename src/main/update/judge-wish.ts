import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { signedRelease } from '../../contracts/api';
import { type Digest, err, type Result, toHex, type Verifier } from '../../core/base';
import { judgeRelease, openRelease, type Release, type SignedRelease } from '../../core/release';
import { installerSettings } from '../settings';
import type { PackageRole } from './package-store';
import { releaseKeysOf } from './release-keys';
import { releaseId, wishFiles, wishingStation } from './wish';

const MAX_TEXT = 65_536;
const CHUNK = 1 << 20;
/** What each system's installer takes. */
const EXTENSIONS: Readonly<Record<string, string>> = { win32: '.msi', linux: '.deb' };

export interface Judge {
  /** Folder of the installer: `taken` in it is what it copied, so nobody else changes it any more. */
  readonly folder: string;
  /** Of the program that judges: it is the one that is installed. */
  readonly version: string;
  /** `win32-x64` */
  readonly platform: string;
  readonly nowMs: number;
  readonly digest: Digest;
  readonly verifier: Verifier;
}

/**
 * Whether the installer with the system's rights is to install what it took from the kiosk. Nothing of it is believed: both
 * manifests and every byte of both packages are judged as by the kiosk, with release keys that only an administrator can
 * set, and a manifest that was tried is never tried again. Waits for nothing, because Electron has no display here.
 * RELEASE_ codes, UPDATE_NO_WAY_BACK, SETTINGS_UNREADABLE; RELEASE_UNREADABLE for anything that is not what it must be.
 */
export function judgeWish(judge: Judge): Result<Release> {
  try {
    const settings = installerSettings(join(judge.folder, 'taken'), judge.platform);
    return settings.ok ? judgeBoth(judge, releaseKeysOf(settings.value)) : settings;
  } catch (error) {
    return err('RELEASE_UNREADABLE', (error as NodeJS.ErrnoException).code ?? 'shape');
  }
}

function judgeBoth(judge: Judge, keys: readonly Uint8Array[]): Result<Release> {
  const { folder, version, platform, nowMs, digest, verifier } = judge;
  const taken = (name: string): string => join(folder, 'taken', name);
  const station = wishingStation.parse(JSON.parse(text(taken('station.json'))));
  const signed = signedAt(taken('next.json'));
  // The installer puts this text into names of files.
  if (text(taken('release.txt')) !== `${releaseId(signed, digest)}\n`) return err('RELEASE_UNREADABLE', 'release.txt');
  const next = openRelease(signed, keys, verifier);
  if (!next.ok) return next;
  const newestMs = triedMs(join(folder, 'tried.json'), keys, verifier) + 1;
  const judged = judgeRelease(next.value, { ...station, installed: version, platform, nowMs, newestMs }, digest);
  if (!judged.ok) return judged;
  const current = openRelease(signedAt(taken('current.json')), keys, verifier);
  if (!current.ok || current.value.version !== version || current.value.platform !== platform)
    return err('UPDATE_NO_WAY_BACK', version);
  const extension = EXTENSIONS[platform.split('-')[0] as string] ?? '';
  for (const [role, release] of Object.entries({ next: next.value, current: current.value }))
    if (!isPackage(taken(wishFiles(role as PackageRole, extension).package), release, digest))
      return err('RELEASE_DIGEST', release.version);
  return next;
}

function text(path: string): string {
  if (statSync(path).size > MAX_TEXT) throw new Error('too long');
  return readFileSync(path, 'utf8');
}

const signedAt = (path: string): SignedRelease => signedRelease.parse(JSON.parse(text(path)));

/** When what the installer tried last was signed; -1 where it never tried anything. */
function triedMs(path: string, keys: readonly Uint8Array[], verifier: Verifier): number {
  try {
    const tried = openRelease(signedAt(path), keys, verifier);
    return tried.ok ? tried.value.releasedMs : -1;
  } catch {
    return -1;
  }
}

function isPackage(path: string, { size, sha256, file }: Release, digest: Digest): boolean {
  if (!file.endsWith(path.slice(path.lastIndexOf('.'))) || statSync(path).size !== size) return false;
  const hasher = digest.hasher('SHA-256');
  const chunk = new Uint8Array(CHUNK);
  const source = openSync(path, 'r');
  try {
    for (let read = readSync(source, chunk); read > 0; read = readSync(source, chunk))
      hasher.update(chunk.subarray(0, read));
  } finally {
    closeSync(source);
  }
  return toHex(hasher.digest()) === sha256;
}
