import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { signedRelease } from '../../contracts/api';
import type { Digest } from '../../core/base';
import {
  compareVersions,
  isInRing,
  type Release,
  type RingMember,
  releaseOf,
  type SignedRelease,
  VERSION_FORM,
} from '../../core/release';

/** A release that lies whole in its folder. */
export interface HostedRelease {
  readonly signed: SignedRelease;
  readonly release: Release;
  readonly path: string;
}

/** More versions than anybody keeps. */
const MAX_VERSIONS = 200;
const MAX_MANIFEST = 65_536;

/**
 * `hospital/releases/<version>/`: a package and `<platform>.json`, its signed manifest, as `inkwitness release` writes them.
 * Read at every question: kiosks ask once an hour, and a release is published by putting its folder there. Signatures are
 * the kiosks' to judge; what cannot be read or is not whole is not there.
 */
export class ReleaseFolder {
  constructor(
    readonly folder: string,
    readonly digest: Digest,
  ) {}

  /** The newest release for this platform whose ring is open for the station. */
  async latest(platform: string, station: RingMember): Promise<HostedRelease | undefined> {
    const entries = await readdir(this.folder).catch(() => []);
    const versions = entries.filter((name) => VERSION_FORM.test(name)).sort(compareVersions);
    for (const version of versions.slice(-MAX_VERSIONS).reverse()) {
      const found = await this.named(version, platform);
      if (found && isInRing(found.release.ring, version, station, this.digest)) return found;
    }
    return undefined;
  }

  /** One version, whatever its ring: whoever runs it may fetch it again. */
  async named(version: string, platform: string): Promise<HostedRelease | undefined> {
    const folder = join(this.folder, version);
    try {
      const path = join(folder, `${platform}.json`);
      if ((await stat(path)).size > MAX_MANIFEST) return undefined;
      const signed = signedRelease.parse(JSON.parse(await readFile(path, 'utf8')));
      const release = releaseOf(signed);
      if (!release.ok || release.value.version !== version || release.value.platform !== platform) return undefined;
      const file = join(folder, release.value.file);
      return (await stat(file)).size === release.value.size
        ? { signed, release: release.value, path: file }
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** The package from byte `from` on. */
  read = ({ path }: HostedRelease, from: number): ReadStream => createReadStream(path, { start: from });
}
