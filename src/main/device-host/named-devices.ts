import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceHostOptions, SerialPortSetting } from './device-host';

const MAX_SETTINGS = 65_536;
const MAX_PORTS = 16;

/** Devices that a person named, by where they are. */
export type NamedDevices = Required<Pick<DeviceHostOptions, 'serialPorts' | 'services'>>;

/**
 * What is named for this bed: INKWITNESS_SERIAL (`path=definitionId,…`) and INKWITNESS_SERVICES (`address=definitionId,…`) first,
 * then `serialPorts` and `services` of settings.json. Entries of another shape are left out; an id that no definition has is
 * kept, so that the host can say so.
 */
export async function namedDevicesFrom(
  kioskFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<NamedDevices> {
  const settings = settingsOf(await readFile(join(kioskFolder, 'settings.json'), 'utf8').catch(() => ''));
  const serial = [...pairsOf(env['INKWITNESS_SERIAL']), ...listOf(settings['serialPorts'], 'path')];
  const services = [...pairsOf(env['INKWITNESS_SERVICES']), ...listOf(settings['services'], 'address')];
  return {
    serialPorts: serial.slice(0, MAX_PORTS).map(([path, definition]) => ({ path, definition })),
    services: services.slice(0, MAX_PORTS).map(([address, definition]) => ({ address, definition })),
  };
}

/** `path=definitionId,path=definitionId`. */
export const parseSerialSettings = (text: string): SerialPortSetting[] =>
  pairsOf(text).map(([path, definition]) => ({ path, definition }));

type Pair = readonly [place: string, definition: string];

/** `place=definitionId,place=definitionId`; a place may contain `=`. */
function pairsOf(text = ''): Pair[] {
  return text.split(',').flatMap((entry): Pair[] => {
    const cut = entry.lastIndexOf('=');
    const place = entry.slice(0, Math.max(0, cut)).trim();
    const definition = entry.slice(cut + 1).trim();
    return place === '' || definition === '' ? [] : [[place, definition]];
  });
}

function settingsOf(text: string): Readonly<Record<string, unknown>> {
  if (text === '' || text.length > MAX_SETTINGS) return {};
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}

function listOf(value: unknown, place: 'path' | 'address'): Pair[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown): Pair[] => {
    const { [place]: at, definition } = (entry ?? {}) as Record<string, unknown>;
    return typeof at === 'string' && typeof definition === 'string' ? [[at, definition]] : [];
  });
}
