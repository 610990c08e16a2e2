import { join } from 'node:path';
import { ok, type Result } from '../../core/base';
import { createDeviceHost, type DeviceHostEvent, namedDevicesFrom } from '../../main/device-host';
import type { DeviceReading, SelfTestPorts, WayToServer } from '../../main/self-test';
import { deviceKeyPlace } from '../../main/server-client';
import {
  findCaptionFont,
  kioskModules,
  lookWith,
  nodeSealingPorts,
  openAsStranger,
  openConnection,
  programFolder,
  wayOf,
} from '../../main/session-runner';
import { nodeClock } from '../../platform/node';

/** A pad needs a second or two to be opened and asked who it is. */
const DEVICES_MS = 2500;
/** The signing server of this machine, too. */
const MODULES = [...kioskModules, '@photostructure/sqlite'];

type PadEvent = Extract<DeviceHostEvent, { type: 'pad' | 'finger-pad' }>;

function readingOf(kind: PadEvent['type'], event: PadEvent | undefined): DeviceReading {
  const { device, code } = event ?? {};
  const definition = device && `${device.definitionId} ${device.definitionVersion}`;
  return {
    kind,
    state: event?.state ?? 'absent',
    ...(device === undefined ? {} : { name: `${device.vendor} ${device.product}` }),
    ...(definition === undefined ? {} : { definition }),
    ...(code === undefined ? {} : { code }),
  };
}

/** Opens the devices as the kiosk does and says what answered. A kiosk that is running has them: then they seem absent. */
async function openDevices(folder: string): Promise<DeviceReading[]> {
  const host = createDeviceHost(await namedDevicesFrom(folder, process.env));
  const last = new Map<string, PadEvent>();
  const stop = host.onEvent((event) => {
    if (event.type === 'pad' || event.type === 'finger-pad') last.set(event.type, event);
  });
  await new Promise((done) => setTimeout(done, DEVICES_MS));
  stop();
  await host.close();
  return [readingOf('pad', last.get('pad')), readingOf('finger-pad', last.get('finger-pad'))];
}

/**
 * Looking must change nothing: a kiosk that was never started has no key yet, and a key under the system's seal is opened by the
 * kiosk alone. Questions are then those of a stranger.
 */
async function wayToServer(folder: string): Promise<Result<WayToServer>> {
  const place = await deviceKeyPlace(folder).catch(() => undefined);
  const isStranger = place === 'none' || place === 'sealed';
  const opened = await (isStranger ? openAsStranger : openConnection)(folder, nodeClock);
  return opened.ok ? ok({ ...wayOf(opened.value, () => opened.value.client.close()), isStranger }) : opened;
}

/**
 * What `inkwitness doctor` looks at: the kiosk of a data folder, from outside.
 * @param packaged folder of an installed kiosk whose files are compared with what was packed
 */
export function doctorPorts(home: string, packaged?: string): SelfTestPorts {
  const folder = join(home, 'kiosk');
  return {
    ...lookWith(folder, programFolder(), packaged),
    modules: MODULES,
    captionFont: nodeSealingPorts(findCaptionFont(programFolder())).captionFont,
    patientScreen: () => undefined,
    devices: () => openDevices(folder),
    wayToServer: () => wayToServer(folder),
  };
}
