import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SerialPortSetting } from './device-host';

const MAX_SETTINGS = 65_536;
const MAX_PORTS = 16;

/**
 * Ports named for this bed: INKWITNESS_SERIAL (`path=definitionId,…`) first, then `serialPorts` of settings.json. Entries
 * of another shape are left out; an id that no definition has is kept, so that the host can say so.
 */
export async function serialPortsFrom(
  kioskFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SerialPortSetting[]> {
  const named = parseSerialSettings(env['INKWITNESS_SERIAL'] ?? '');
  const text = await readFile(join(kioskFolder, 'settings.json'), 'utf8').catch(() => '');
  return [...named, ...fromSettings(text)].slice(0, MAX_PORTS);
}

/** `path=definitionId,path=definitionId`; a path may contain `=`. */
export function parseSerialSettings(text: string): SerialPortSetting[] {
  return text.split(',').flatMap((entry) => {
    const cut = entry.lastIndexOf('=');
    const path = entry.slice(0, Math.max(0, cut)).trim();
    const definition = entry.slice(cut + 1).trim();
    return path === '' || definition === '' ? [] : [{ path, definition }];
  });
}

function fromSettings(text: string): SerialPortSetting[] {
  if (text === '' || text.length > MAX_SETTINGS) return [];
  try {
    const ports = (JSON.parse(text) as { serialPorts?: unknown } | null)?.serialPorts;
    return Array.isArray(ports) ? ports.filter(isSetting).map(({ path, definition }) => ({ path, definition })) : [];
  } catch {
    return [];
  }
}

const isSetting = (value: unknown): value is SerialPortSetting =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as SerialPortSetting).path === 'string' &&
  typeof (value as SerialPortSetting).definition === 'string';
