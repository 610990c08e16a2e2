import { setTimeout as sleep } from 'node:timers/promises';
import type { GreyImage } from './grey-image';
import type { PtyLine } from './pty-line';

/** Bytes of packets are summed here from the manual's words, not with the product's code. */
function packet(pid: number, content: readonly number[]): Uint8Array {
  const length = content.length + 2;
  const summed = [pid, Math.floor(length / 256), length % 256, ...content];
  const sum = summed.reduce((total, byte) => total + byte, 0) % 65_536;
  return Uint8Array.from([0xef, 0x01, 0xff, 0xff, 0xff, 0xff, ...summed, Math.floor(sum / 256), sum % 256]);
}

/** No hand presses again sooner. */
const HAND_MS = 300;

/** A ZFM-20 kind of module: 4 bit image over UART, data packets of 128 bytes, factory password 0. */
export class Ef01Emulator {
  private bytes: number[] = [];
  private finger: GreyImage | undefined;
  private buffered: GreyImage | undefined;
  private liftedAtMs = Number.NEGATIVE_INFINITY;
  private afterUpload: () => void = () => undefined;
  /** Confirmation codes that the next GenImg commands answer instead. */
  readonly nextGenImg: number[] = [];
  /** Leave out one data packet of the next upload, counted from 0. */
  losePacket: number | undefined;
  /** Flip a bit in one data packet of the next upload. */
  spoilPacket: number | undefined;
  mute = false;
  /** Between two bursts of eight packets: 0 is as fast as the pipe goes. */
  paceMs = 4;

  constructor(private readonly line: Pick<PtyLine, 'onData' | 'write'>) {
    line.onData((chunk) => {
      this.bytes.push(...chunk);
      this.serve();
    });
  }

  /** The finger lies on the glass until its image is uploaded, or `lift()`. Resolves when it is gone. */
  async press(image: GreyImage): Promise<void> {
    await sleep(Math.max(0, this.liftedAtMs + HAND_MS - performance.now()));
    this.finger = image;
    await new Promise<void>((resolve) => {
      this.afterUpload = resolve;
    });
    await sleep(50);
    this.lift();
  }

  lift(): void {
    if (this.finger !== undefined) this.liftedAtMs = performance.now();
    this.finger = undefined;
    this.afterUpload();
  }

  private serve(): void {
    while (this.bytes.length >= 12) {
      if (this.bytes[0] !== 0xef || this.bytes[1] !== 0x01) throw new Error('the host sent bytes outside a packet');
      const length = (this.bytes[7] as number) * 256 + (this.bytes[8] as number);
      if (this.bytes.length < 9 + length) return;
      const whole = this.bytes.splice(0, 9 + length);
      const sum = whole.slice(6, -2).reduce((total, byte) => total + byte, 0) % 65_536;
      const told = (whole.at(-2) as number) * 256 + (whole.at(-1) as number);
      if (sum !== told) this.say(packet(0x07, [0x01]));
      else this.command(whole.slice(9, -2));
    }
  }

  private command([code, ...payload]: readonly number[]): void {
    switch (code) {
      case 0x01:
        this.genImg();
        break;
      case 0x0a:
        void this.upImage();
        break;
      case 0x0f:
        this.say(packet(0x07, [0, 0, 4, 0, 9, 0, 0xa2, 0, 3, 0xff, 0xff, 0xff, 0xff, 0, 2, 0, 6]));
        break;
      case 0x13:
        this.say(packet(0x07, [payload.every((byte) => byte === 0) ? 0x00 : 0x13]));
        break;
      default:
        this.say(packet(0x07, [0x01]));
        break;
    }
  }

  private genImg(): void {
    const forced = this.nextGenImg.shift();
    if (forced !== undefined) {
      this.say(packet(0x07, [forced]));
      return;
    }
    this.buffered = this.finger ?? this.buffered;
    this.say(packet(0x07, [this.finger === undefined ? 0x02 : 0x00]));
  }

  private async upImage(): Promise<void> {
    const image = this.buffered;
    if (image === undefined) {
      this.say(packet(0x07, [0x0f]));
      return;
    }
    this.say(packet(0x07, [0x00]));
    const nibbles = [...image.pixels].map((grey) => Math.floor(grey / 16));
    const data = Array.from(
      { length: nibbles.length / 2 },
      (_, i) => (nibbles[2 * i] as number) * 16 + (nibbles[2 * i + 1] as number),
    );
    const count = Math.ceil(data.length / 128);
    for (let i = 0; i < count; i++) {
      const bytes = packet(i === count - 1 ? 0x08 : 0x02, data.slice(i * 128, i * 128 + 128));
      if (i === this.spoilPacket) bytes[20] = (bytes[20] as number) ^ 1;
      if (i !== this.losePacket) this.say(bytes);
      if (this.paceMs > 0 && i % 8 === 7) await sleep(this.paceMs);
    }
    this.losePacket = undefined;
    this.spoilPacket = undefined;
    this.afterUpload();
  }

  private say(bytes: Uint8Array): void {
    if (!this.mute) this.line.write(bytes);
  }
}
