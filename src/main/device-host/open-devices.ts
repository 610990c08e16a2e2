import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/base';
import { type AdapterDevice, adapterOf } from '../../drivers/adapter';
import {
  DEFINITIONS,
  definitionById,
  definitionByUsage,
  definitionByUsb,
  type FingerprintPadDefinition,
  type LinkedDefinition,
  linksOf,
  type PenTabletDefinition,
  type PortDefinition,
  type PortLink,
  type SerialLink,
} from '../../drivers/device';
import { type FingerPort, type FingerprintPad, openFingerprintPad, openReplayPad } from '../../drivers/fingerprint-pad';
import { openPenTablet, openReplayTablet, type PenPort, type PenTablet } from '../../drivers/pen-tablet';
import { parseGreyMap, parsePenTrace } from '../../drivers/recording';
import {
  type HidDevice,
  type HidInfo,
  listHid,
  listSerialPorts,
  listUsb,
  openHid,
  openSerial,
  openUsb,
  parseServiceAddress,
  type SerialPortInfo,
  type ServiceAddress,
  type Transport,
  type UsbInfo,
  type UsbPort,
} from '../../drivers/transport';
import { nodeDeflate } from '../../platform/node';
import type { DeviceHostOptions } from './device-host';
import type { Candidate } from './device-slot';
import { nodePadCrypto } from './pad-crypto';
import { recordingAt } from './recording-place';

/** What the host opens ports with; tests give their own. */
export interface PortAccess {
  readonly listSerial: () => Promise<readonly SerialPortInfo[]>;
  readonly openSerial: (path: string, link: SerialLink, baudRate: number) => Promise<Result<Transport>>;
  readonly listHid: () => Promise<readonly HidInfo[]>;
  readonly openHid: (info: HidInfo) => Promise<Result<HidDevice>>;
  readonly listUsb: () => Promise<readonly UsbInfo[]>;
  readonly openUsb: (info: UsbInfo, interfaceNumber: number) => Promise<Result<UsbPort>>;
  readonly openService: (
    definition: PortDefinition,
    address: ServiceAddress,
    nowUs: () => number,
  ) => Promise<Result<AdapterDevice>>;
}

/** Whose USB devices may be of interest. */
const USB_VENDORS: ReadonlySet<number> = new Set(
  DEFINITIONS.flatMap(linksOf).flatMap((link) => (link.kind === 'usb' ? link.usb.map((ids) => ids.vendorId) : [])),
);

export const realPorts: PortAccess = {
  listSerial: listSerialPorts,
  openSerial: (path, { parity, lines, dataBits, wireless }, baudRate) =>
    openSerial({
      path,
      baudRate,
      parity,
      ...(lines ? { lines } : {}),
      ...(dataBits ? { dataBits } : {}),
      ...wireless,
    }),
  listHid,
  openHid,
  listUsb: () => listUsb(USB_VENDORS),
  openUsb,
  openService: async (definition, address, nowUs) =>
    (await adapterOf(definition, address, nowUs)?.open()) ?? err('DEVICE_UNKNOWN_DEFINITION', definition.id),
};

type PortKind = LinkedDefinition['definition']['kind'];
type OfKind<K extends PortKind> = Extract<LinkedDefinition['definition'], { kind: K }>;

/** Ports named in the settings first, then serial ports, HID devices and USB devices whose USB ids a definition claims. */
export async function candidatesFor<K extends PortKind>(
  kind: K,
  options: DeviceHostOptions,
  ports: PortAccess,
): Promise<Candidate<OfKind<K>>[]> {
  const found: Candidate<LinkedDefinition['definition']>[] = [];
  const add = (
    path: string,
    linked: LinkedDefinition | undefined,
    at: Pick<Candidate<unknown>, 'hid' | 'usb'> = {},
  ): void => {
    if (linked === undefined || found.some((candidate) => candidate.path === path)) return;
    found.push({ path, ...linked, ...at });
  };
  for (const setting of options.serialPorts) {
    const definition = definitionById(setting.definition);
    if (!definition.ok || definition.value.kind === 'pointer') continue;
    const link = linkFor(setting.path, definition.value);
    if (link !== undefined) add(setting.path, { definition: definition.value, link });
  }
  for (const { address, definition } of options.services ?? [])
    for (const linked of facesOf(definition)) found.push({ path: address, ...linked });
  if (options.autoDetect !== false) {
    for (const { path, vendorId, productId } of await ports.listSerial())
      add(path, definitionByUsb('serial', vendorId, productId));
    for (const info of await ports.listHid()) {
      const linked =
        definitionByUsb('hid', info.vendorId, info.productId) ?? definitionByUsage(info.usagePage, info.usage);
      if (linked !== undefined && isCollection(linked, info)) add(info.path, linked, { hid: info });
    }
    for (const usb of await ports.listUsb())
      add(usb.path, definitionByUsb('usb', usb.vendorId, usb.productId), { usb });
  }
  return found.filter((candidate): candidate is Candidate<OfKind<K>> => candidate.definition.kind === kind);
}

/** Whether the settings name a definition that does not exist, or one that has no service where a service is named. */
export const namesUnknown = ({ serialPorts, services = [] }: DeviceHostOptions): boolean =>
  serialPorts.some(({ definition }) => !definitionById(definition).ok) ||
  services.some(({ definition }) => facesOf(definition).length === 0);

/** All that is behind the service of a definition: the pen and the reader of a combined screen. */
function facesOf(id: string): LinkedDefinition[] {
  const links = (one: string): LinkedDefinition[] => {
    const found = definitionById(one);
    if (!found.ok || found.value.kind === 'pointer') return [];
    const link = linksOf(found.value).find(({ kind }) => kind === 'service');
    return link === undefined ? [] : [{ definition: found.value, link }];
  };
  const [named] = links(id);
  if (named === undefined || named.link.kind !== 'service') return [];
  return (named.link.alsoThere ?? [id]).flatMap(links);
}

/** What Linux calls the serial port of a Bluetooth device. */
const RADIO_PORT = /(^|\/)rfcomm\d+$/;

/** A port named in the settings: the wireless link for a radio port, else the serial one, else whatever there is. */
function linkFor(path: string, definition: LinkedDefinition['definition']): PortLink | undefined {
  const links = linksOf(definition);
  const serial = links.filter((link): link is SerialLink => link.kind === 'serial');
  const radio = serial.find(({ wireless }) => wireless !== undefined);
  return (RADIO_PORT.test(path) ? radio : undefined) ?? serial[0] ?? links[0];
}

/** Of a device that shows several collections or interfaces, the one that the definition names. */
const isCollection = ({ link }: LinkedDefinition, info: HidInfo): boolean =>
  link.kind === 'hid' &&
  (link.interface === undefined || info.interface === -1 || link.interface === info.interface) &&
  (link.usagePage === undefined || info.usagePage === undefined || link.usagePage === info.usagePage) &&
  (link.usage === undefined || info.usage === undefined || link.usage === info.usage);

export async function openTablet(
  candidate: Candidate<PenTabletDefinition>,
  ports: PortAccess,
  nowUs: () => number,
  onFound: () => void,
  { encryptPen = false, padDrawingSeconds }: DeviceHostOptions,
): Promise<Result<PenTablet>> {
  const { path, definition } = candidate;
  const recording = recordingAt(path);
  if (recording !== undefined) {
    const trace = parsePenTrace(await readFile(recording, 'utf8').catch(() => ''));
    return trace.ok ? ok(openReplayTablet(trace.value, definition, nowUs)) : trace;
  }
  if (candidate.link.kind === 'service') {
    const device = await atService(candidate, ports, nowUs);
    return device.ok ? faceOf(device.value, device.value.penTablet) : device;
  }
  return tryPorts(candidate, ports, onFound, async (port) => {
    if (port.kind !== 'usb')
      return openPenTablet(port, definition, nowUs, {
        deflate: nodeDeflate,
        ...(padDrawingSeconds === undefined ? {} : { drawingSeconds: padDrawingSeconds }),
        ...(encryptPen ? { crypto: nodePadCrypto } : {}),
      });
    await port.port.close();
    return err('DEVICE_UNKNOWN_DEFINITION', `${definition.id} over USB`);
  });
}

export async function openFingerPad(
  candidate: Candidate<FingerprintPadDefinition>,
  ports: PortAccess,
  nowUs: () => number,
  onFound: () => void,
): Promise<Result<FingerprintPad>> {
  const { path, definition } = candidate;
  const recording = recordingAt(path);
  if (recording !== undefined) {
    const print = parseGreyMap(await readFile(recording).catch(() => new Uint8Array(0)), definition.image.dpi);
    return print.ok ? ok(openReplayPad(print.value, definition)) : print;
  }
  if (candidate.link.kind === 'service') {
    const device = await atService(candidate, ports, nowUs);
    return device.ok ? faceOf(device.value, device.value.fingerprintPad) : device;
  }
  return tryPorts(candidate, ports, onFound, async (port) => {
    if (port.kind !== 'hid') return openFingerprintPad(port, definition);
    await port.port.close();
    return err('DEVICE_UNKNOWN_DEFINITION', `${definition.id} over HID`);
  });
}

async function atService(
  { path, definition }: Candidate<PortDefinition>,
  ports: PortAccess,
  nowUs: () => number,
): Promise<Result<AdapterDevice>> {
  const address = parseServiceAddress(path);
  return address.ok ? ports.openService(definition, address.value, nowUs) : address;
}

/** One face of what is behind a service; a screen without it lets the line go. */
async function faceOf<T>(device: AdapterDevice, face: T | undefined): Promise<Result<T>> {
  if (face !== undefined) return ok(face);
  await device.close();
  return err('DEVICE_ABSENT', 'behind the service');
}

/** Opens the port and asks who is there; a serial port at each of its rates until somebody answers. */
async function tryPorts<T>(
  { path, link, hid, usb }: Candidate<PenTabletDefinition | FingerprintPadDefinition>,
  ports: PortAccess,
  onFound: () => void,
  ask: (port: PenPort | FingerPort) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (hid !== undefined) {
    const device = await ports.openHid(hid);
    if (!device.ok) return device;
    onFound();
    return ask({ kind: 'hid', port: device.value });
  }
  if (usb !== undefined && link.kind === 'usb') {
    const device = await ports.openUsb(usb, link.interface);
    if (!device.ok) return device;
    onFound();
    return ask({ kind: 'usb', port: device.value });
  }
  if (link.kind !== 'serial') return err('DEVICE_ABSENT', path);
  let answer: Result<T> = err('DEVICE_ABSENT', path);
  for (const baudRate of link.baudRates) {
    const transport = await ports.openSerial(path, link, baudRate);
    if (!transport.ok) return err(transport.error.code, path);
    onFound();
    answer = await ask({ kind: 'serial', port: transport.value });
    if (answer.ok || answer.error.code !== 'DEVICE_NO_ANSWER') return answer;
  }
  return answer;
}
