import { err, ok, type Result } from '../../core/base';
import { expand4To8, type FingerDevice, type FingerImage, fingerQuality } from '../../core/finger';
import type { FingerprintPadDefinition } from '../device';
import { CONFIRM, decodeSystemParameters, genImg, readSysPara, upImage, vfyPwd } from '../report/ef01';
import type { Transport } from '../transport';
import { Ef01Link } from './ef01-link';
import type { FingerOutcome, FingerprintPad } from './fingerprint-pad';
import { LOOK_MS, untilLifted } from './lift';
import { pause } from './pause';
import { failed, PortPad } from './port-pad';

/** A module that is there answers the first question at once: so long is waited before the next baud rate is tried. */
const FIRST_ANSWER_MS = 500;
/** So often may the module fail to make an image of a finger that is there. */
const IMAGE_FAILURES = 3;

/** Verifies the password, reads the parameters. Owns the transport from here on, also when it fails. */
export async function openEf01Pad(
  transport: Transport,
  definition: FingerprintPadDefinition,
): Promise<Result<FingerprintPad>> {
  const link = new Ef01Link(transport);
  const opened = await identify(link, definition);
  if (opened.ok) return ok(new Ef01Pad(transport, link, definition, opened.value));
  link.close();
  await transport.close();
  return opened;
}

async function identify(link: Ef01Link, definition: FingerprintPadDefinition): Promise<Result<FingerDevice>> {
  const password = await link.command(vfyPwd(), FIRST_ANSWER_MS);
  if (!password.ok) return password;
  if (password.value[0] !== CONFIRM.ok) return err('DEVICE_REFUSED', `password, code ${password.value[0]}`);
  const answer = await link.command(readSysPara());
  if (!answer.ok) return answer;
  const parameters = answer.value[0] === CONFIRM.ok ? decodeSystemParameters(answer.value) : undefined;
  if (parameters === undefined) return err('DEVICE_GARBLED', 'system parameters');
  return ok({
    definitionId: definition.id,
    definitionVersion: definition.version,
    vendor: definition.vendor,
    product: definition.product,
    firmware: `system ${parameters.systemId}`,
    transport: 'serial',
  });
}

class Ef01Pad extends PortPad<Transport> implements FingerprintPad {
  private fingerMayRest = false;

  constructor(
    transport: Transport,
    private readonly link: Ef01Link,
    private readonly definition: FingerprintPadDefinition,
    readonly device: FingerDevice,
  ) {
    super(transport);
  }

  override async close(): Promise<void> {
    this.link.close();
    await super.close();
  }

  async read(signal: AbortSignal, onProgress: (part: number) => void): Promise<FingerOutcome> {
    if (this.fingerMayRest)
      await untilLifted(signal, async () => {
        const look = await this.link.command(genImg());
        return !look.ok || look.value[0] === CONFIRM.noFinger;
      });
    const touched = await this.waitForFinger(signal);
    if (touched !== 'touched') return touched;
    this.fingerMayRest = true;
    const size = sizeOf(this.definition.image);
    const largest = Math.max(size, ...otherImages(this.definition).map(sizeOf));
    const upload = await this.link.upload(upImage(), largest, (count) => onProgress(Math.min(1, count / size)));
    if (!upload.ok) return failed(upload.error.code);
    if (upload.value.confirmation !== CONFIRM.ok) return failed('DEVICE_REFUSED');
    const image = this.image(upload.value.data);
    if (!image.ok) return failed('DEVICE_GARBLED');
    return { kind: 'image', image: image.value, quality: fingerQuality(image.value) };
  }

  private async waitForFinger(signal: AbortSignal): Promise<'touched' | FingerOutcome> {
    let failures = 0;
    while (!signal.aborted) {
      const look = await this.link.command(genImg());
      if (!look.ok) return failed(look.error.code);
      const confirmation = look.value[0];
      if (confirmation === CONFIRM.ok) return 'touched';
      if (confirmation === CONFIRM.imageFailed && ++failures >= IMAGE_FAILURES)
        return { kind: 'failed', reason: 'moved' };
      if (confirmation === CONFIRM.passwordNeeded) return failed('DEVICE_REFUSED');
      await pause(LOOK_MS, signal);
    }
    return { kind: 'stopped' };
  }

  private image(data: Uint8Array): Result<FingerImage> {
    const { image: usual } = this.definition;
    const format = [usual, ...otherImages(this.definition)].find((candidate) => sizeOf(candidate) === data.length);
    if (format === undefined) return err('FINGER_IMAGE_SIZE', `${data.length} bytes`);
    const { width, height, bitsPerPixel } = format;
    const { dpi } = usual;
    const about = { dpi, device: this.device };
    if (bitsPerPixel === 8) return ok({ width, height, pixels: data.slice(), ...about });
    const image = expand4To8(data, width, height);
    return image.ok ? ok({ ...image.value, ...about }) : image;
  }
}

type ImageFormat = Pick<FingerprintPadDefinition['image'], 'width' | 'height' | 'bitsPerPixel'>;
const sizeOf = ({ width, height, bitsPerPixel }: ImageFormat): number => (width * height * bitsPerPixel) / 8;
const otherImages = ({ codec }: FingerprintPadDefinition): readonly ImageFormat[] =>
  codec.family === 'ef01' ? codec.otherImages : [];
