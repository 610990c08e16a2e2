import { err, ok, type Result } from '../../core/base';
import { type FingerDevice, fingerQuality } from '../../core/finger';
import { DONSEE } from '../device';
import type { FingerOutcome, FingerprintPad } from '../fingerprint-pad';
import { parseGreyMap } from '../recording';
import {
  type DeviceErrorCode,
  Listeners,
  type LoopbackLine,
  openLoopbackLine,
  type ServiceAddress,
} from '../transport';
import { ActionLink } from './action-link';
import type { AdapterDevice, DeviceAdapter } from './adapter';

/** EST-100 (its public interface page): 01 opens, 02 closes, 03 tells the serial number. */
const ACTION = { open: 'donsee_01', close: 'donsee_02', serial: 'donsee_03', finger: 'donsee_finger' } as const;
const MAX_MESSAGE = 2 * 1024 * 1024;
const MAX_SERIAL = 64;

export interface DonseeSettings {
  readonly address: ServiceAddress;
  /** For an answer that needs no person. */
  readonly answerMs?: number;
  /** For a finger to come. */
  readonly fingerMs?: number;
}

/** The combined pen and finger screen of DONSEE behind its local service: a worked example of an adapter. */
export function donseeAdapter(settings: DonseeSettings): DeviceAdapter {
  const answerMs = settings.answerMs ?? 3000;
  const fingerMs = settings.fingerMs ?? 60_000;
  return {
    about: DONSEE,
    async open() {
      const line = await openLoopbackLine({
        address: settings.address,
        maxBytes: MAX_MESSAGE,
        timeoutMs: answerMs,
      });
      if (!line.ok) return line;
      const link = new ActionLink(line.value);
      const opened = await introduce(link, answerMs);
      if (opened.ok) return ok(device(line.value, link, opened.value, { answerMs, fingerMs }));
      await line.value.close();
      return opened;
    },
  };
}

async function introduce(link: ActionLink, answerMs: number): Promise<Result<string>> {
  const opened = await link.ask(ACTION.open, answerMs);
  // the service is there and says no: it sees no device
  if (!opened.ok) return opened.error.code === 'DEVICE_REFUSED' ? err('DEVICE_ABSENT', 'screen') : opened;
  const told = await link.ask(ACTION.serial, answerMs);
  if (!told.ok) return told;
  const serial = told.value.data ?? '';
  return serial.length > 0 && serial.length <= MAX_SERIAL ? ok(serial) : err('DEVICE_GARBLED', 'serial number');
}

function device(
  line: LoopbackLine,
  link: ActionLink,
  serial: string,
  times: { readonly answerMs: number; readonly fingerMs: number },
): AdapterDevice {
  const lost = new Listeners<DeviceErrorCode>();
  let end: DeviceErrorCode | undefined;
  line.onEnd((how) => {
    if (how !== 'lost') return;
    end = 'DEVICE_LOST';
    lost.emit(end);
  });
  const close = async (): Promise<void> => {
    lost.clear();
    await link.ask(ACTION.close, times.answerMs);
    await line.close();
  };
  const about: FingerDevice = {
    definitionId: DONSEE.id,
    definitionVersion: DONSEE.version,
    vendor: DONSEE.vendor,
    product: DONSEE.product,
    serial,
    transport: 'service',
  };
  const fingerprintPad: FingerprintPad = {
    device: about,
    async read(signal, onProgress) {
      const outcome = await readFinger(link, about, times.fingerMs, signal);
      if (outcome.kind === 'image') onProgress(1);
      return outcome;
    },
    onLost(listener) {
      if (end !== undefined) listener(end);
      return lost.add(listener);
    },
    close,
  };
  return { serial, fingerprintPad, close };
}

async function readFinger(
  link: ActionLink,
  device: FingerDevice,
  fingerMs: number,
  signal: AbortSignal,
): Promise<FingerOutcome> {
  const answer = await link.ask(ACTION.finger, fingerMs, signal);
  if (signal.aborted) return { kind: 'stopped' };
  if (!answer.ok) return failed(answer.error.code);
  const image = parseGreyMap(new Uint8Array(Buffer.from(answer.value.data ?? '', 'base64')), DONSEE.image.dpi);
  if (!image.ok) return failed('DEVICE_GARBLED');
  return { kind: 'image', image: { ...image.value, device }, quality: fingerQuality(image.value) };
}

const failed = (code: string): FingerOutcome => ({ kind: 'failed', reason: 'device', code: code as DeviceErrorCode });
