import { err, ok, type Result } from '../base';
import { canonicalJson, type JsonValue, readCanonicalJson } from '../evidence';

/** Larger packages are nobody's; the kiosk's is some 110 MB. */
export const RELEASE_MAX_BYTES = 1024 * 1024 * 1024;
const MANIFEST_MAX_BYTES = 16_384;
const MAX_NAMES = 256;
const FORMAT = 'inkwitness-release/1';

/** Who gets a release: named wards, named stations, and a share of all stations in percent. */
export interface Ring {
  readonly wards: readonly string[];
  readonly stations: readonly string[];
  readonly percent: number;
}

/** One package for one kind of machine. */
export interface Release {
  /** Three numbers, as Windows Installer compares them. */
  readonly version: string;
  /** Node's words: `win32-x64`, `linux-x64`, `linux-arm64`. */
  readonly platform: string;
  /** Name of the package beside the manifest. */
  readonly file: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** When it was signed. A later one takes the place of an earlier one, also for the same version. */
  readonly releasedMs: number;
  /** After this the manifest says nothing any more, so that nobody can hold a ward back on an old one unseen. */
  readonly expiresMs: number;
  /** What must be installed at least. */
  readonly minimumVersion: string;
  readonly ring: Ring;
}

export const VERSION_FORM = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/;
export const PLATFORM_FORM = /^[a-z0-9]{2,10}-[a-z0-9]{2,10}$/;
const FILE_FORM = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(msi|deb|tar\.gz)$/;

type Check = (value: unknown) => boolean;
const matches =
  (form: RegExp): Check =>
  (value) =>
    typeof value === 'string' && form.test(value);
const between =
  (low: number, high: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high;
const names: Check = (value) =>
  Array.isArray(value) &&
  value.length <= MAX_NAMES &&
  value.every((name) => typeof name === 'string' && name.length > 0 && name.length <= 64);
const moment = between(0, 253_402_300_799_999);

/** Exactly these members: one more is refused, so that nothing unread is ever signed. */
const members =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === Object.keys(checks).length &&
    Object.entries(checks).every(
      ([name, check]) => Object.hasOwn(value, name) && check((value as Record<string, unknown>)[name]),
    );

const isManifest = members({
  format: (value) => value === FORMAT,
  version: matches(VERSION_FORM),
  platform: matches(PLATFORM_FORM),
  file: matches(FILE_FORM),
  size: between(1, RELEASE_MAX_BYTES),
  sha256: matches(/^[0-9a-f]{64}$/),
  releasedMs: moment,
  expiresMs: moment,
  minimumVersion: matches(VERSION_FORM),
  ring: members({ wards: names, stations: names, percent: between(0, 100) }),
});

/** The manifest's one form, what is signed. RELEASE_UNREADABLE: a member is not what it must be. */
export function writeRelease(release: Release): Result<Uint8Array> {
  const value = { format: FORMAT, ...release };
  const bytes = isManifest(value) ? canonicalJson(value as unknown as JsonValue) : undefined;
  return bytes?.ok ? bytes : err('RELEASE_UNREADABLE');
}

/** Reads a manifest; who signed it is another question. RELEASE_UNREADABLE. */
export function readRelease(bytes: Uint8Array): Result<Release> {
  if (bytes.length > MANIFEST_MAX_BYTES) return err('RELEASE_UNREADABLE', `${bytes.length} bytes`);
  const value = readCanonicalJson(bytes);
  if (!value.ok || !isManifest(value.value)) return err('RELEASE_UNREADABLE');
  const { format: _format, ...release } = value.value as unknown as Release & { format: string };
  return ok(release);
}

/** Below 0: `a` is the older one. Both of VERSION_FORM. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
