import { err, ok, type Result } from '../../core/base';
import { type FingerDevice, fingerQuality } from '../../core/finger';
import type { FingerprintPadDefinition } from '../device';
import {
  CAPTURE_REQUEST,
  coverage,
  difference,
  FRAME_ENDPOINT,
  FRAME_LENGTH,
  HEIGHT,
  LAMP,
  LAMP_REQUEST,
  WIDTH,
} from '../report/zk4500';
import type { UsbPort } from '../transport';
import type { FingerOutcome, FingerprintPad } from './fingerprint-pad';
import { LOOK_MS, untilLifted } from './lift';
import { pause } from './pause';
import { failed, fingerDeviceAt, PortPad } from './port-pad';

const FRAME_MS = 3000;
/** Of the frame: below, nobody is there. */
const TOUCHED = 0.05;
/** Grey levels between two frames of a finger that lies still. */
const STILL = 8;
/** So many frames of a finger that does not lie still, and it is asked to. */
const RESTLESS_FRAMES = 12;

/** Reads a first frame, which is of the past. Owns the port from here on, also when it fails. DEVICE_NO_ANSWER, DEVICE_GARBLED, DEVICE_LOST. */
export async function openZk4500Pad(
  port: UsbPort,
  definition: FingerprintPadDefinition,
): Promise<Result<FingerprintPad>> {
  const stale = await frame(port);
  if (stale.ok) return ok(new Zk4500Pad(port, definition, fingerDeviceAt(port, definition)));
  await port.close();
  return stale;
}

async function frame(port: UsbPort): Promise<Result<Uint8Array>> {
  const asked = await port.controlOut({ request: CAPTURE_REQUEST, value: 0, index: 0 }, new Uint8Array(0));
  if (!asked.ok) return asked;
  const bytes = await port.read(FRAME_ENDPOINT, FRAME_LENGTH, { timeoutMs: FRAME_MS });
  if (bytes.ok && bytes.value.length !== FRAME_LENGTH)
    return err('DEVICE_GARBLED', `a frame of ${bytes.value.length} bytes`);
  return bytes;
}

class Zk4500Pad extends PortPad<UsbPort> implements FingerprintPad {
  private fingerMayRest = false;

  constructor(
    port: UsbPort,
    private readonly definition: FingerprintPadDefinition,
    readonly device: FingerDevice,
  ) {
    super(port);
  }

  async read(signal: AbortSignal, onProgress: (part: number) => void): Promise<FingerOutcome> {
    const lit = await this.lamp(LAMP.white, true);
    if (!lit.ok) return failed(lit.error.code);
    await this.lamp(LAMP.green, true);
    const outcome = await this.watch(signal);
    await this.lamp(LAMP.green, false);
    await this.lamp(LAMP.white, false);
    if (outcome.kind === 'image') onProgress(1);
    return outcome;
  }

  /** Two frames in a row that show the same finger; the frame before the first look is of the past and not used. */
  private async watch(signal: AbortSignal): Promise<FingerOutcome> {
    const stale = await frame(this.port);
    if (!stale.ok) return failed(stale.error.code);
    if (this.fingerMayRest)
      await untilLifted(signal, async () => {
        const now = await frame(this.port);
        return !now.ok || coverage(now.value) < TOUCHED;
      });
    let before: Uint8Array | undefined;
    let restless = 0;
    while (!signal.aborted) {
      const now = await frame(this.port);
      if (!now.ok) return failed(now.error.code);
      if (coverage(now.value) < TOUCHED) before = undefined;
      else if (before !== undefined && difference(before, now.value) < STILL) return this.taken(now.value);
      else {
        before = now.value;
        if (++restless > RESTLESS_FRAMES) return { kind: 'failed', reason: 'moved' };
      }
      await pause(LOOK_MS, signal);
    }
    return { kind: 'stopped' };
  }

  private taken(pixels: Uint8Array): FingerOutcome {
    this.fingerMayRest = true;
    const image = { width: WIDTH, height: HEIGHT, pixels, dpi: this.definition.image.dpi, device: this.device };
    return { kind: 'image', image, quality: fingerQuality(image) };
  }

  private lamp(which: number, on: boolean): Promise<Result<void>> {
    return this.port.controlOut({ request: LAMP_REQUEST, value: on ? 1 : 0, index: which }, new Uint8Array(0));
  }
}
