import { readSettings } from '../settings';
import type { DeviceHostOptions, SerialPortSetting } from './device-host';
import { recordingAt } from './recording-place';

const MAX_PORTS = 16;

/** Devices that a person named, by where they are. */
export type NamedDevices = Required<Pick<DeviceHostOptions, 'serialPorts' | 'services'>>;

/**
 * What is named for this bed: INKWITNESS_SERIAL (`path=definitionId,…`) and INKWITNESS_SERVICES (`address=definitionId,…`) first,
 * then `serialPorts` and `services` of the settings (docs/settings.md). An id that no definition has is kept, so that the host
 * can say so. Settings that cannot be read name nothing: whoever opens the kiosk or the doctor is told of them.
 * @param env undefined in a ward: there only settings name devices, and a recording is none
 */
export async function namedDevicesFrom(
  kioskFolder: string,
  env: Readonly<Record<string, string | undefined>> | undefined,
): Promise<NamedDevices> {
  const read = await readSettings(kioskFolder);
  const { serialPorts, services } = read.ok ? read.value.settings : { serialPorts: [], services: [] };
  if (env === undefined)
    return { serialPorts: serialPorts.filter(({ path }) => recordingAt(path) === undefined), services };
  const serial = parseSerialSettings(env['INKWITNESS_SERIAL']);
  const local = pairsOf(env['INKWITNESS_SERVICES']).map(([address, definition]) => ({ address, definition }));
  return {
    serialPorts: [...serial, ...serialPorts].slice(0, MAX_PORTS),
    services: [...local, ...services].slice(0, MAX_PORTS),
  };
}

/** `path=definitionId,path=definitionId`. */
export const parseSerialSettings = (text = ''): SerialPortSetting[] =>
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
