import { err, ok, type Result } from '../../core/base';
import { type FingerDevice, type FingerImage, fingerQuality } from '../../core/finger';
import type { FingerprintPadDefinition } from '../device';
import {
  captureFinger,
  changeBaudRate,
  close,
  cmosLed,
  DEVICE_INFO_LENGTH,
  decodeDeviceInfo,
  getImage,
  getRawImage,
  isPressFinger,
  NACK,
  open,
} from '../report/gt511';
import type { Transport } from '../transport';
import type { FingerOutcome, FingerprintPad } from './fingerprint-pad';
import { type Gt511Answer, Gt511Link } from './gt511-link';
import { LOOK_MS, untilLifted } from './lift';
import { pause } from './pause';
import { failed, PortPad } from './port-pad';

/** A module that is there answers the first question at once: so long is waited before the next baud rate is tried. */
const FIRST_ANSWER_MS = 500;
/** So often may the module fail to capture a finger that is there. */
const CAPTURE_FAILURES = 3;
/** GetRawImage (data sheet): 19,200 bytes. */
const RAW = { width: 160, height: 120 } as const;

/** Opens the module, asks who it is, goes to the rate of its images. Owns the transport from here on, also when it fails. */
export async function openGt511Pad(
  transport: Transport,
  definition: FingerprintPadDefinition,
): Promise<Result<FingerprintPad>> {
  const link = new Gt511Link(transport);
  const opened = await identify(link, definition);
  const device = opened.ok ? await hurry(transport, link, definition, opened.value) : opened;
  if (device.ok) return ok(new Gt511Pad(transport, link, definition, device.value));
  link.close();
  await transport.close();
  return device;
}

async function identify(link: Gt511Link, definition: FingerprintPadDefinition): Promise<Result<FingerDevice>> {
  const opened = await link.upload(open(), DEVICE_INFO_LENGTH, () => undefined, FIRST_ANSWER_MS);
  if (!opened.ok) return opened;
  const { data, parameter } = opened.value;
  if (data === undefined) return err('DEVICE_REFUSED', `open, code ${parameter}`);
  const info = decodeDeviceInfo(data);
  if (info === undefined) return err('DEVICE_GARBLED', 'device information');
  return ok({
    definitionId: definition.id,
    definitionVersion: definition.version,
    vendor: definition.vendor,
    product: definition.product,
    serial: info.serial,
    firmware: info.firmware,
    transport: 'serial',
  });
}

/** At a rate that the module refuses it stays as it is: slow is better than none. Silent after the change, it is of no use. */
async function hurry(
  transport: Transport,
  link: Gt511Link,
  { codec }: FingerprintPadDefinition,
  device: FingerDevice,
): Promise<Result<FingerDevice>> {
  if (codec.family !== 'gt511' || transport.setBaudRate === undefined) return ok(device);
  const told = await link.command(changeBaudRate(codec.imageBaudRate));
  if (!told.ok) return told;
  if (!told.value.acknowledged) return ok(device);
  const changed = await transport.setBaudRate(codec.imageBaudRate);
  if (!changed.ok) return changed;
  const there = await link.command(cmosLed(false));
  return there.ok ? ok(device) : there;
}

class Gt511Pad extends PortPad<Transport> implements FingerprintPad {
  private fingerMayRest = false;
  private hasImage = true;

  constructor(
    transport: Transport,
    private readonly link: Gt511Link,
    private readonly definition: FingerprintPadDefinition,
    readonly device: FingerDevice,
  ) {
    super(transport);
  }

  override async close(): Promise<void> {
    if (!this.hasEnded) await this.link.command(close(), FIRST_ANSWER_MS);
    this.link.close();
    await super.close();
  }

  async read(signal: AbortSignal, onProgress: (part: number) => void): Promise<FingerOutcome> {
    const lit = accepted(await this.link.command(cmosLed(true)));
    if (!lit.ok) return failed(lit.error.code);
    const outcome = await this.readLit(signal, onProgress);
    // a light that stays on is warm and tells people to press
    await this.link.command(cmosLed(false));
    return outcome;
  }

  private async readLit(signal: AbortSignal, onProgress: (part: number) => void): Promise<FingerOutcome> {
    if (this.fingerMayRest)
      await untilLifted(signal, async () => {
        const there = await this.isTouched();
        return !there.ok || !there.value;
      });
    const captured = await this.waitForFinger(signal);
    if (captured !== 'captured') return captured;
    this.fingerMayRest = true;
    const image = await this.upload(onProgress);
    return image.ok
      ? { kind: 'image', image: image.value, quality: fingerQuality(image.value) }
      : failed(image.error.code);
  }

  private async waitForFinger(signal: AbortSignal): Promise<'captured' | FingerOutcome> {
    let failures = 0;
    while (!signal.aborted) {
      const there = await this.isTouched();
      if (!there.ok) return failed(there.error.code);
      if (there.value) {
        const capture = await this.link.command(captureFinger());
        if (!capture.ok) return failed(capture.error.code);
        if (capture.value.acknowledged) return 'captured';
        if (!isOfFinger(capture.value)) return failed('DEVICE_REFUSED');
        if (++failures >= CAPTURE_FAILURES) return { kind: 'failed', reason: 'moved' };
      }
      await pause(LOOK_MS, signal);
    }
    return { kind: 'stopped' };
  }

  private async isTouched(): Promise<Result<boolean>> {
    const look = accepted(await this.link.command(isPressFinger()));
    return look.ok ? ok(look.value === 0) : look;
  }

  private async upload(onProgress: (part: number) => void): Promise<Result<FingerImage>> {
    const { dpi, ...size } = this.definition.image;
    if (this.hasImage) {
      const image = await this.uploadOf(getImage(), size, onProgress);
      if (image.ok && image.value !== 'unsupported') return ok({ ...image.value, dpi });
      if (!image.ok) return image;
      this.hasImage = false;
    }
    const raw = await this.uploadOf(getRawImage(), RAW, onProgress);
    return raw.ok && raw.value === 'unsupported' ? err('DEVICE_REFUSED', 'image') : (raw as Result<FingerImage>);
  }

  private async uploadOf(
    command: Uint8Array,
    { width, height }: { readonly width: number; readonly height: number },
    onProgress: (part: number) => void,
  ): Promise<Result<FingerImage | 'unsupported'>> {
    const size = width * height;
    const upload = await this.link.upload(command, size, (count) => onProgress(count / size));
    if (!upload.ok) return upload;
    const { data, parameter } = upload.value;
    if (data !== undefined) return ok({ width, height, pixels: data, device: this.device });
    return parameter === NACK.notSupported ? ok('unsupported') : err('DEVICE_REFUSED', `image, code ${parameter}`);
  }
}

const isOfFinger = ({ parameter }: Gt511Answer): boolean =>
  parameter === NACK.fingerIsNotPressed || parameter === NACK.badFinger;

/** The parameter of an ack; a nack is a failure of the module. */
const accepted = (answer: Result<Gt511Answer>): Result<number> =>
  !answer.ok
    ? answer
    : answer.value.acknowledged
      ? ok(answer.value.parameter)
      : err('DEVICE_REFUSED', `code ${answer.value.parameter}`);
