import { type Digest, err, ok, type Result, utf8 } from '../base';
import { compareVersions, type Release, type Ring } from './release';

export interface RingMember {
  readonly stationId: string;
  readonly ward: string;
}

/** A station's place among all for one version, 0 to 99: pilots are not the same wards every time. */
function shareOf(stationId: string, version: string, digest: Digest): number {
  const [high = 0, low = 0] = digest.hash('SHA-256', utf8(`${version}\n${stationId}`));
  return Math.floor((((high << 8) | low) * 100) / 65_536);
}

/** Whether a release's ring is open for a station. */
export const isInRing = (ring: Ring, version: string, { stationId, ward }: RingMember, digest: Digest): boolean =>
  ring.stations.includes(stationId) || ring.wards.includes(ward) || shareOf(stationId, version, digest) < ring.percent;

/** What a kiosk knows when it is shown a release. */
export interface ReleaseStanding extends RingMember {
  readonly installed: string;
  readonly platform: string;
  readonly nowMs: number;
  /** `releasedMs` of the newest manifest that this kiosk ever took. */
  readonly newestMs: number;
}

/** Whether a genuine release is to be installed here and now. One RELEASE_ code a reason. */
export function judgeRelease(release: Release, standing: ReleaseStanding, digest: Digest): Result<void> {
  if (release.platform !== standing.platform) return err('RELEASE_PLATFORM', release.platform);
  if (release.releasedMs < standing.newestMs) return err('RELEASE_REPLAYED', release.version);
  if (release.expiresMs <= standing.nowMs) return err('RELEASE_EXPIRED', release.version);
  if (compareVersions(release.version, standing.installed) <= 0) return err('RELEASE_DOWNGRADE', release.version);
  if (compareVersions(standing.installed, release.minimumVersion) < 0) return err('RELEASE_MINIMUM', release.version);
  if (!isInRing(release.ring, release.version, standing, digest)) return err('RELEASE_RING', release.version);
  return ok(undefined);
}
