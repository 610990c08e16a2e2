import { link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { type Digest, err, ok, type Result, toHex, utf8 } from '../../core/base';
import type { RingMember, SignedRelease } from '../../core/release';
import { syncFolder } from '../journal';
import type { PackageRole, StagedPackage } from './package-store';

/** The ring's word about a station; no longer than a manifest's names are. */
export const wishingStation = z.object({ stationId: z.string().max(64), ward: z.string().max(64) });

/** What a wish consists of beside `station.json` and `release.txt`: for each role the manifest and the package. */
export const wishFiles = (role: PackageRole, extension: string) =>
  ({ manifest: `${role}.json`, package: `${role}${extension}` }) as const;

/** Names one signed manifest in file names: hexadecimal and nothing else, whatever the manifest says. */
export const releaseId = ({ manifest }: SignedRelease, digest: Digest): string =>
  toHex(digest.hash('SHA-256', utf8(manifest)));

const wishPath = (folder: string): string => join(folder, 'wish');

/** What the installer is asked for: a version, and the way back from it. */
export interface Wish {
  readonly next: StagedPackage;
  readonly current: StagedPackage;
  readonly station: RingMember;
}

/** Leaves a wish for the installer, whole or not at all. The packages are linked, not copied. UPDATE_STAGING. */
export async function makeWish(
  folder: string,
  { next, current, station }: Wish,
  digest: Digest,
): Promise<Result<void>> {
  const part = join(folder, 'wish.part');
  try {
    await withdrawWish(folder);
    await rm(part, { recursive: true, force: true });
    for (const name of await readdir(folder)) if (name.startsWith(PROVED)) await rm(join(folder, name));
    await mkdir(part, { mode: 0o700 });
    for (const [role, staged] of Object.entries({ next, current } as const)) {
      const names = wishFiles(role as PackageRole, extname(staged.path));
      await link(staged.path, join(part, names.package));
      await writeFile(join(part, names.manifest), JSON.stringify(staged.signed), { flush: true });
    }
    await writeFile(join(part, 'station.json'), JSON.stringify(wishingStation.parse(station)), { flush: true });
    await writeFile(join(part, 'release.txt'), `${releaseId(next.signed, digest)}\n`, { flush: true });
    await rename(part, wishPath(folder));
    await syncFolder(folder);
    return ok(undefined);
  } catch (error) {
    return err('UPDATE_STAGING', (error as NodeJS.ErrnoException).code ?? 'wish');
  }
}

/** Nothing is wished any more: a kiosk that opens is not to be replaced while somebody works with it. */
export const withdrawWish = (folder: string): Promise<void> => rm(wishPath(folder), { recursive: true, force: true });

const PROVED = 'proved-';

/** Tells the installer that the version it brought is whole. */
export const prove = (folder: string, id: string): Promise<void> =>
  writeFile(join(folder, `${PROVED}${id}`), '', { flush: true });
