import { err, ok, type Result } from '../../core/base';
import { type FingerDevice, type FingerImage, fingerQuality } from '../../core/finger';
import type { FingerprintPadDefinition } from '../device';
import {
  ABOUT_LENGTH,
  decodeImage,
  ENDPOINT,
  HEIGHT,
  INTERRUPT,
  keyNumbers,
  MODE,
  REGISTER,
  readHeader,
  STATUS,
  TRANSFER_LENGTH,
  WIDTH,
} from '../report/uru4000';
import type { UsbPort } from '../transport';
import type { FingerOutcome, FingerprintPad } from './fingerprint-pad';
import { pause } from './pause';
import { failed, fingerDeviceAt, PortPad } from './port-pad';
import { Uru4000Link } from './uru4000-link';

const RESTARTS = 100;
const RESTART_MS = 10;
const POWER_TRIES = 3;
const POWER_MS = 300;
const IMAGE_MS = 5000;
const LIFT_MS = 3000;
/** A finger that slides away gives half an image: asked for again, this often. */
const CAPTURES = 3;
/** Hides the key on the cable; any word does, the image is no secret on this desk. */
const SEED = 0x494e4b57;
const never = new AbortController().signal;

/** Wakes the reader and asks what it is. Owns the port from here on, also when it fails. DEVICE_NO_ANSWER, DEVICE_REFUSED, DEVICE_LOST. */
export async function openUru4000Pad(
  port: UsbPort,
  definition: FingerprintPadDefinition,
): Promise<Result<FingerprintPad>> {
  const link = new Uru4000Link(port);
  const opened = await wake(link);
  if (opened.ok) {
    const firmware = `${[...opened.value].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    return ok(new Uru4000Pad(port, link, definition, { ...fingerDeviceAt(port, definition), firmware }));
  }
  link.close();
  await port.close();
  return opened;
}

/** Restart its power if it is stuck, put it to sleep, wake it, wait for the word that the sensor has power. */
async function wake(link: Uru4000Link): Promise<Result<Uint8Array>> {
  for (let attempt = 0; attempt < POWER_TRIES; attempt++) {
    // the interrupt often comes before the register says awake
    const powered = link.awaits(INTERRUPT.powered, POWER_MS * 2);
    const woken = await restart(link);
    if (!woken.ok) return woken;
    if (await powered) return link.register(REGISTER.about, ABOUT_LENGTH);
  }
  return err('DEVICE_NO_ANSWER', 'the sensor got no power');
}

async function restart(link: Uru4000Link): Promise<Result<unknown>> {
  let status = await readStatus(link);
  if (!status.ok) return status;
  if ((status.value & STATUS.stuck) === STATUS.stuck) {
    status = await writeUntil(link, status.value & STATUS.low, (value) => (value & STATUS.awake) !== 0, 'once');
    if (!status.ok) return status;
  }
  if ((status.value & STATUS.asleep) === 0) {
    const slept = await link.setRegister(REGISTER.status, status.value | STATUS.asleep);
    if (!slept.ok) return slept;
  }
  return writeUntil(link, status.value & STATUS.low, (value) => (value & STATUS.asleep) === 0, 'always');
}

async function readStatus(link: Uru4000Link): Promise<Result<number>> {
  const answer = await link.register(REGISTER.status);
  if (!answer.ok) return answer;
  const [status] = answer.value;
  return status === undefined ? err('DEVICE_GARBLED', 'an empty register') : ok(status);
}

async function writeUntil(
  link: Uru4000Link,
  value: number,
  reached: (status: number) => boolean,
  write: 'once' | 'always',
): Promise<Result<number>> {
  for (let attempt = 0; attempt < RESTARTS; attempt++) {
    if (attempt === 0 || write === 'always') {
      const written = await link.setRegister(REGISTER.status, value);
      if (!written.ok) return written;
    }
    const status = await readStatus(link);
    if (!status.ok || reached(status.value)) return status;
    await pause(RESTART_MS, never);
  }
  return err('DEVICE_NO_ANSWER', 'the reader does not wake');
}

class Uru4000Pad extends PortPad<UsbPort> implements FingerprintPad {
  private fingerMayRest = false;

  constructor(
    port: UsbPort,
    private readonly link: Uru4000Link,
    private readonly definition: FingerprintPadDefinition,
    readonly device: FingerDevice,
  ) {
    super(port);
  }

  override async close(): Promise<void> {
    await this.link.setRegister(REGISTER.mode, MODE.off);
    this.link.close();
    await super.close();
  }

  async read(signal: AbortSignal, onProgress: (part: number) => void): Promise<FingerOutcome> {
    if (this.fingerMayRest) await this.reach(MODE.awaitOff, INTERRUPT.fingerOff, LIFT_MS, signal);
    const touched = await this.reach(MODE.awaitOn, INTERRUPT.fingerOn, Number.MAX_SAFE_INTEGER, signal);
    if (!touched.ok) return failed(touched.error.code);
    if (!touched.value) {
      await this.link.setRegister(REGISTER.mode, MODE.off);
      return this.hasEnded ? failed('DEVICE_LOST') : { kind: 'stopped' };
    }
    this.fingerMayRest = true;
    const image = await this.capture();
    if (!image.ok) return failed(image.error.code);
    onProgress(1);
    return { kind: 'image', image: image.value, quality: fingerQuality(image.value) };
  }

  private async reach(
    mode: number,
    interrupt: number,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Result<boolean>> {
    const came = this.link.awaits(interrupt, Math.min(timeoutMs, 0x7fffffff), signal);
    const set = await this.link.setRegister(REGISTER.mode, mode);
    return set.ok ? ok(await came) : set;
  }

  private async capture(): Promise<Result<FingerImage>> {
    let last: Result<FingerImage> = err('DEVICE_NO_ANSWER');
    for (let attempt = 0; attempt < CAPTURES; attempt++) {
      // the reader gives its image only to a transfer that is waiting already
      const transfer = this.port.read(ENDPOINT.image, TRANSFER_LENGTH, { timeoutMs: IMAGE_MS });
      const set = await this.link.setRegister(REGISTER.mode, MODE.capture);
      const bytes = await transfer;
      if (!set.ok) return set;
      last = bytes.ok ? await this.image(bytes.value) : bytes;
      if (last.ok || last.error.code === 'DEVICE_LOST') return last;
    }
    return last;
  }

  private async image(bytes: Uint8Array): Promise<Result<FingerImage>> {
    const header = readHeader(bytes);
    if (!header.ok) return header;
    const keys: number[] = [];
    for (const number of keyNumbers(header.value)) {
      const key = await this.key(number);
      if (!key.ok) return key;
      keys.push(key.value);
    }
    const pixels = decodeImage(bytes, header.value, keys);
    return ok({ width: WIDTH, height: HEIGHT, pixels, dpi: this.definition.image.dpi, device: this.device });
  }

  private async key(number: number): Promise<Result<number>> {
    const seed = [0, 8, 16, 24].map((shift) => (SEED >>> shift) & 0xff);
    const asked = await this.link.setRegister(REGISTER.scrambleIndex, number, ...seed);
    if (!asked.ok) return asked;
    const told = await this.link.register(REGISTER.scrambleKey, 4);
    if (!told.ok) return told;
    if (told.value.length !== 4) return err('DEVICE_GARBLED', 'key');
    return ok((new DataView(told.value.buffer, told.value.byteOffset).getUint32(0, true) ^ SEED) >>> 0);
  }
}
