import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { signedRelease } from '../../contracts/api';
import { type Digest, err, type Failure, ok, type Result, toHex, type Verifier } from '../../core/base';
import { openRelease, type Release, type SignedRelease } from '../../core/release';
import { replaceFile } from '../../platform/node';
import { syncFolder, writeAtomically } from '../journal';

/** `next`: to be installed; `current`: the package of the version that runs, for the way back. */
export type PackageRole = 'next' | 'current';

/** A package that lies whole on this disk and is what a release key signed. */
export interface StagedPackage {
  readonly signed: SignedRelease;
  readonly release: Release;
  readonly path: string;
}

/** Brings bytes from `from` on to `sink`. */
export type PackageSource = (from: number, sink: (chunk: Uint8Array) => Promise<void>) => Promise<Result<void>>;

export interface PackagePorts {
  readonly digest: Digest;
  readonly verifier: Verifier;
  /** SubjectPublicKeyInfo of the release keys. */
  readonly keys: readonly Uint8Array[];
}

const packagePath = (folder: string, { sha256, file }: Release): string =>
  join(folder, `${sha256}${file.endsWith('.tar.gz') ? '.tar.gz' : extname(file)}`);
const manifestPath = (folder: string, role: PackageRole): string => join(folder, `${role}.json`);

/** Whether a file is the package of the manifest, every byte of it. */
async function isPackage(path: string, { size, sha256 }: Release, digest: Digest): Promise<boolean> {
  if ((await stat(path).catch(() => undefined))?.size !== size) return false;
  const hasher = digest.hasher('SHA-256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) hasher.update(chunk);
  return toHex(hasher.digest()) === sha256;
}

/**
 * Brings a package here. What arrives is written to `<digest>.part` and kept when the line or the power goes; the next try
 * goes on behind it. Only a file that was flushed and whose digest is the manifest's gets its name: after a power cut there is
 * a whole package or none. RELEASE_DIGEST (the part is thrown away), UPDATE_STAGING, the source's codes.
 */
export async function stagePackage(
  folder: string,
  role: PackageRole,
  { signed, release }: { readonly signed: SignedRelease; readonly release: Release },
  source: PackageSource,
  digest: Digest,
): Promise<Result<void>> {
  const path = packagePath(folder, release);
  const part = join(folder, `${release.sha256}.part`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!(await isPackage(path, release, digest))) {
      const arrived = await bringPart(part, release.size, source);
      if (!arrived.ok) return arrived;
      if (!(await isPackage(part, release, digest))) {
        await rm(part, { force: true });
        return err('RELEASE_DIGEST', release.version);
      }
      await replaceFile(part, path);
      await syncFolder(folder);
    }
    await writeAtomically(manifestPath(folder, role), JSON.stringify(signed));
    return ok(undefined);
  } catch (error) {
    return err('UPDATE_STAGING', (error as NodeJS.ErrnoException).code ?? 'write');
  }
}

async function bringPart(part: string, size: number, source: PackageSource): Promise<Result<void>> {
  const file = await open(part, 'a', 0o600);
  try {
    let at = (await file.stat()).size;
    // Longer than the package can only be rubbish.
    if (at > size) {
      await file.truncate(0);
      at = 0;
    }
    if (at < size) {
      const brought = await source(at, async (chunk) => {
        await file.appendFile(chunk);
      });
      if (!brought.ok) return brought;
    }
    await file.sync();
    return ok(undefined);
  } finally {
    await file.close();
  }
}

/**
 * The package of a role, judged anew from the disk: its manifest's signature and every byte. RELEASE_ codes;
 * undefined where there is none.
 */
export async function stagedPackage(
  folder: string,
  role: PackageRole,
  { digest, verifier, keys }: PackagePorts,
): Promise<Result<StagedPackage, Failure> | undefined> {
  const text = await readFile(manifestPath(folder, role), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const signed = signedRelease.parse(JSON.parse(text));
    const release = openRelease(signed, keys, verifier);
    if (!release.ok) return release;
    const path = packagePath(folder, release.value);
    const isWhole = await isPackage(path, release.value, digest);
    return isWhole ? ok({ signed, release: release.value, path }) : err('RELEASE_DIGEST', release.value.version);
  } catch {
    return err('RELEASE_UNREADABLE');
  }
}

/** The new version proved itself: its package is the one to come back to. */
export const promoteNext = (folder: string): Promise<void> =>
  replaceFile(manifestPath(folder, 'next'), manifestPath(folder, 'current')).then(() => syncFolder(folder));

export const dropNext = (folder: string): Promise<void> => rm(manifestPath(folder, 'next'), { force: true });

/** Removes packages and parts that no manifest here names. */
export async function sweepPackages(folder: string, keep: readonly string[]): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (/^[0-9a-f]{64}\./.test(name) && !keep.some((sha256) => name.startsWith(sha256)))
      await rm(join(folder, name), { force: true });
}
