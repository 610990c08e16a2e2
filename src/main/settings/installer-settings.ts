import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../core/base';
import { byKey, INSTALLED_KEY, POLICY_KEY } from './read-settings';
import { readRegistryFile } from './registry-file';
import { resolveSettings } from './resolve-settings';
import type { Settings } from './setting-table';

type Values = Readonly<Record<string, unknown>>;

const json = (path: string): Values => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Values) : {});
const registry = (path: string, key: string): Values =>
  existsSync(path) ? byKey(readRegistryFile(readFileSync(path), key)) : {};

/**
 * What only an administrator can have set, from the copies that the installer of updates made of it: policy and what the
 * package wrote; neither the kiosk's own folder nor the server is heard. Waits for nothing. SETTINGS_UNREADABLE; throws
 * for a file that cannot be read.
 */
export function installerSettings(folder: string, platform: string): Result<Settings> {
  const at = (name: string): string => join(folder, name);
  const layers = platform.startsWith('win32-')
    ? { policy: registry(at('policy.reg'), POLICY_KEY), installed: registry(at('installed.reg'), INSTALLED_KEY) }
    : { policy: json(at('policy.json')), installed: json(at('settings.json')) };
  const { settings, broken } = resolveSettings(layers);
  return broken.includes('releaseKeys') ? err('SETTINGS_UNREADABLE', 'releaseKeys') : ok(settings);
}
