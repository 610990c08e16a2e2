import { setTimeout as sleep } from 'node:timers/promises';
import type { GreyImage } from './grey-image';

/** The far end of a cable. `rate` is given where the cable knows at which the host speaks. */
export interface Gt511Line {
  onData(listener: (chunk: Uint8Array, rate?: number) => void): void;
  write(bytes: Uint8Array, rate?: number): void;
}

/** Bytes are summed here from the words of the data sheet, not with the product's code. */
const summed = (bytes: readonly number[]): Uint8Array => {
  const sum = bytes.reduce((total, byte) => total + byte, 0) % 65_536;
  return Uint8Array.from([...bytes, sum % 256, Math.floor(sum / 256)]);
};
const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
const response = (code: number, parameter: number): Uint8Array =>
  summed([0x55, 0xaa, 1, 0, ...little(parameter, 4), code, 0]);

/** A GT-511C3 kind of module. */
export class Gt511Emulator {
  private bytes: number[] = [];
  private captured: GreyImage | undefined;
  finger: GreyImage | undefined;
  rate = 9600;
  light = false;
  mute = false;
  /** What a firmware without GetImage has. */
  hasImage = true;
  /** Error codes that the next captures answer instead. */
  readonly nextCapture: number[] = [];
  /** What happens to the next data packet. */
  change: ((packet: Uint8Array) => Uint8Array) | undefined;
  /** Commands by number, as they came. */
  readonly log: number[] = [];
  private afterUpload: () => void = () => undefined;

  constructor(private readonly line: Gt511Line) {
    line.onData((chunk, rate) => {
      // bytes at another rate are noise
      if (rate !== undefined && rate !== this.rate) return;
      this.bytes.push(...chunk);
      while (this.bytes.length >= 12) this.serve(this.bytes.splice(0, 12));
    });
  }

  /** The finger lies on the glass until its image is uploaded. */
  async press(image: GreyImage): Promise<void> {
    this.finger = image;
    await new Promise<void>((resolve) => {
      this.afterUpload = resolve;
    });
    await sleep(50);
    this.finger = undefined;
  }

  private serve(bytes: readonly number[]): void {
    if (Buffer.compare(summed(bytes.slice(0, 10)), Uint8Array.from(bytes)) !== 0) {
      this.say(response(0x31, 0x1006));
      return;
    }
    const [parameter, command] = [bytes[4] as number, bytes[8] as number];
    this.log.push(command);
    this.command(command, parameter, (bytes[5] as number) * 256 + parameter + (bytes[6] as number) * 65_536);
  }

  private command(code: number, parameter: number, long: number): void {
    const ack = (told = 0): void => this.say(response(0x30, told));
    const nack = (error: number): void => this.say(response(0x31, error));
    switch (code) {
      case 0x01:
        ack();
        if (parameter === 1) this.data([0x13, 5, 0x14, 0x20, 0, 0, 0, 0, ...Array.from({ length: 16 }, (_, i) => i)]);
        break;
      case 0x02:
        ack();
        break;
      case 0x04:
        ack();
        this.rate = long;
        break;
      case 0x12:
        this.light = parameter === 1;
        ack();
        break;
      case 0x26:
        ack(this.finger !== undefined && this.light ? 0 : 0x1012);
        break;
      case 0x60:
        this.capture(ack, nack);
        break;
      case 0x62:
        if (this.hasImage) this.upload(ack, [...(this.captured?.pixels ?? [])]);
        else nack(0x100e);
        break;
      case 0x63:
        this.upload(ack, new Array(19_200).fill(0x80));
        break;
      default:
        nack(0x100e);
        break;
    }
  }

  private capture(ack: () => void, nack: (error: number) => void): void {
    const forced = this.nextCapture.shift();
    if (forced !== undefined || this.finger === undefined || !this.light) {
      nack(forced ?? 0x1012);
      return;
    }
    this.captured = this.finger;
    ack();
  }

  private upload(ack: () => void, pixels: readonly number[]): void {
    ack();
    this.data(pixels);
    this.afterUpload();
  }

  private data(bytes: readonly number[]): void {
    const packet = summed([0x5a, 0xa5, 1, 0, ...bytes]);
    const change = bytes.length > 100 ? this.change : undefined;
    const sent = change?.(packet) ?? packet;
    for (let at = 0; at < sent.length; at += 1024) this.say(sent.subarray(at, at + 1024));
  }

  private say(bytes: Uint8Array): void {
    if (!this.mute) this.line.write(bytes, this.rate);
  }
}
