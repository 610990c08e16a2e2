import { err, ok, type Result } from '../../core/base';
import { SETTINGS, type SettingKey, type Settings } from '../settings';

/** Program and arguments; no shell reads them. */
export type Command = readonly [string, ...string[]];

/** What may stand on a command line of Windows without a thought about quoting. */
const PLAIN = /^[\p{L}\p{N} ./:_-]+$/u;

/**
 * The installer's properties as they are in force: removing a version of Windows Installer takes its values of the registry
 * along, and an older version cannot be installed over a newer one. undefined: a value that no command line should carry.
 */
function properties(settings: Settings): string[] | undefined {
  const given = (Object.keys(SETTINGS) as SettingKey[]).flatMap((key) => {
    const { property } = SETTINGS[key] as { readonly property?: string };
    const value = settings[key];
    if (property === undefined || value === undefined) return [];
    return [`${property}=${typeof value === 'boolean' ? Number(value) : String(value)}`];
  });
  return given.every((text) => PLAIN.test(text.slice(text.indexOf('=') + 1))) ? given : undefined;
}

const own = (command: readonly string[], file: string): Command =>
  command.map((word) => word.replaceAll('{file}', file)) as unknown as Command;

/** How a package is installed over what runs; Windows Installer starts nobody, so the kiosk opens itself again. UPDATE_NO_INSTALLER. */
export function installCommands(platform: string, settings: Settings, file: string): Result<readonly Command[]> {
  if (settings.installCommand !== undefined) return ok([own(settings.installCommand, file)]);
  if (platform.startsWith('win32-')) return ok([['msiexec.exe', '/i', file, '/qn', '/norestart'], [process.execPath]]);
  return err('UPDATE_NO_INSTALLER', platform);
}

/** How the version before comes back in the place of a newer one. UPDATE_NO_INSTALLER. */
export function returnCommands(
  platform: string,
  settings: Settings,
  files: { readonly before: string; readonly newer: string },
): Result<readonly Command[]> {
  if (settings.installCommand !== undefined) return ok([own(settings.installCommand, files.before)]);
  if (!platform.startsWith('win32-')) return err('UPDATE_NO_INSTALLER', platform);
  const given = properties(settings);
  if (given === undefined) return err('UPDATE_NO_INSTALLER', 'property');
  return ok([
    ['msiexec.exe', '/x', files.newer, '/qn', '/norestart'],
    ['msiexec.exe', '/i', files.before, '/qn', '/norestart', ...given],
    [process.execPath],
  ]);
}
