import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/base';
import {
  definitionById,
  definitionByUsb,
  type FingerprintPadDefinition,
  type PenTabletDefinition,
  type SerialLink,
} from '../../drivers/device';
import { type FingerprintPad, openEf01Pad, openReplayPad } from '../../drivers/fingerprint-pad';
import { openReplayTablet, openStuTablet, type PenTablet } from '../../drivers/pen-tablet';
import { parseGreyMap, parsePenTrace } from '../../drivers/recording';
import { listSerialPorts, openSerial, type SerialPortInfo, type Transport } from '../../drivers/transport';
import type { DeviceHostOptions } from './device-host';
import type { Candidate } from './device-slot';

/** What the host opens ports with; tests give their own. */
export interface PortAccess {
  readonly list: () => Promise<readonly SerialPortInfo[]>;
  readonly open: (path: string, link: SerialLink) => Promise<Result<Transport>>;
}

export const realPorts: PortAccess = {
  list: listSerialPorts,
  open: (path, link) =>
    openSerial({ path, baudRate: link.baudRate, parity: link.parity, ...(link.lines ? { lines: link.lines } : {}) }),
};

type PortDefinition = PenTabletDefinition | FingerprintPadDefinition;

/** Ports named in the settings first, then ports whose USB ids a definition claims. */
export async function candidatesFor<K extends PortDefinition['kind']>(
  kind: K,
  options: DeviceHostOptions,
  ports: PortAccess,
): Promise<Candidate<Extract<PortDefinition, { kind: K }>>[]> {
  const found: Candidate<PortDefinition>[] = [];
  const add = (path: string, definition: PortDefinition | undefined): void => {
    if (definition !== undefined && !found.some((candidate) => candidate.path === path))
      found.push({ path, definition });
  };
  for (const setting of options.serialPorts) {
    const definition = definitionById(setting.definition);
    if (definition.ok && definition.value.kind !== 'pointer') add(setting.path, definition.value);
  }
  if (options.autoDetect !== false)
    for (const port of await ports.list()) add(port.path, definitionByUsb(port.vendorId, port.productId));
  return found.filter(
    (candidate): candidate is Candidate<Extract<PortDefinition, { kind: K }>> => candidate.definition.kind === kind,
  );
}

/** `replay:FILE` instead of a port: a recording of fixtures/ stands for the device. */
const RECORDING = 'replay:';
const recordingAt = (path: string): string | undefined =>
  path.startsWith(RECORDING) ? path.slice(RECORDING.length) : undefined;

export async function openTablet(
  { path, definition }: Candidate<PenTabletDefinition>,
  ports: PortAccess,
  nowUs: () => number,
  onFound: () => void,
): Promise<Result<PenTablet>> {
  const recording = recordingAt(path);
  if (recording !== undefined) {
    const trace = parsePenTrace(await readFile(recording, 'utf8').catch(() => ''));
    return trace.ok ? ok(openReplayTablet(trace.value, definition, nowUs)) : trace;
  }
  const transport = await ports.open(path, definition.link);
  if (!transport.ok) return err(transport.error.code, path);
  onFound();
  return openStuTablet(transport.value, definition, nowUs);
}

export async function openFingerPad(
  { path, definition }: Candidate<FingerprintPadDefinition>,
  ports: PortAccess,
  onFound: () => void,
): Promise<Result<FingerprintPad>> {
  const recording = recordingAt(path);
  if (recording !== undefined) {
    const print = parseGreyMap(await readFile(recording).catch(() => new Uint8Array(0)), definition.image.dpi);
    return print.ok ? ok(openReplayPad(print.value, definition)) : print;
  }
  const transport = await ports.open(path, definition.link);
  if (!transport.ok) return err(transport.error.code, path);
  onFound();
  return openEf01Pad(transport.value, definition);
}
