import type { GreyImage } from './grey-image';
import { ownClass, type UsbModel } from './usb-model';

const WIDTH = 384;
const LINES = 290;
/** Taps of the register as a list of bit numbers; the state is kept as an array of bits, not as a word. */
const TAPS = [0, 2, 3, 6, 10, 12, 19, 22, 25, 28, 31] as const;
const SHOWN = [4, 8, 11, 14, 18, 21, 24, 29] as const;

/** Masks of the scrambler, one a byte, made with arrays of single bits. */
export function* masks(key: number): Generator<number> {
  let bits = Array.from({ length: 32 }, (_, at) => Math.floor(key / 2 ** at) % 2);
  for (;;) {
    yield SHOWN.reduce<number>((mask, bit, at) => mask + (bits[bit] as number) * 2 ** at, 0);
    const next = TAPS.reduce<number>((sum, bit) => sum + (bits[bit] as number), 0) % 2;
    bits = [...bits.slice(1), next];
  }
}

/** A block as it goes over the cable: the first byte is anything, each further one hides the one before it. */
export function scramble(plain: Uint8Array, stream: Generator<number>): Uint8Array {
  const out = new Uint8Array(plain.length);
  out[0] = 0x5a;
  for (let at = 0; at + 1 < plain.length; at++) out[at + 1] = (plain[at] as number) ^ (stream.next().value as number);
  stream.next();
  return out;
}

/** What the sensor sees: turned by 180 degrees, ridges bright. */
export const seenBySensor = (image: GreyImage): Uint8Array => image.pixels.map((grey) => 255 - grey).reverse();

/** A U.are.U 4500: asleep when plugged, waits for a finger, gives a scrambled image in blocks of several keys. */
export class Uru4000Emulator {
  /** What the host did, in order. */
  readonly log: string[] = [];
  /** The next image is sent this short. */
  cutNext: number | undefined;
  private status = 0x01;
  private mode = 0;
  private finger: GreyImage | undefined;
  private asked = { number: 0, seed: 0 };
  private readonly keys = [0x8badf00d, 0x12345678, 0xcafe0042];
  private readonly interrupts: Uint8Array[] = [];
  private image: Uint8Array | undefined;

  readonly model: UsbModel = {
    descriptors: {
      vendorId: 0x05ba,
      productId: 0x000a,
      release: 0x0103,
      strings: ['DigitalPersona, Inc.', 'U.are.U 4500 Fingerprint Reader', '{RIG-4500}'],
      speed: 'full',
      interfaces: ownClass(
        { address: 0x81, kind: 'interrupt', packet: 64, interval: 1 },
        { address: 0x82, kind: 'bulk', packet: 64 },
      ),
    },
    controlIn: ({ request, value, length }) =>
      request === 0x04 ? this.registers(value).subarray(0, length) : undefined,
    controlOut: ({ request, value }, data) => request === 0x04 && this.write(value, data),
    input: (endpoint) => {
      if (endpoint === 1) return this.interrupts.shift();
      const { image } = this;
      this.image = undefined;
      return image;
    },
  };

  press(finger: GreyImage): void {
    this.finger = finger;
    this.look();
  }

  lift(): void {
    this.finger = undefined;
    this.look();
  }

  private look(): void {
    if (this.mode === 0x10 && this.finger !== undefined) this.interrupt(0x01, 0x01);
    if (this.mode === 0x12 && this.finger === undefined) this.interrupt(0x02, 0x00);
  }

  private interrupt(high: number, low: number): void {
    const packet = new Uint8Array(64);
    packet.set([high, low]);
    this.interrupts.push(packet);
  }

  private registers(register: number): Uint8Array {
    if (register === 0x07) return Uint8Array.of(this.status);
    if (register === 0x34) return this.key();
    if (register === 0xf0) return Uint8Array.from({ length: 16 }, (_, at) => at * 3);
    return new Uint8Array(16);
  }

  private key(): Uint8Array {
    const out = new Uint8Array(4);
    const key = (this.keys[this.asked.number - 7] ?? 0) ^ this.asked.seed;
    new DataView(out.buffer).setUint32(0, key >>> 0, true);
    return out;
  }

  private write(register: number, data: Uint8Array): boolean {
    this.log.push(`${register.toString(16)}=${Buffer.from(data.subarray(0, 1)).toString('hex')}`);
    if (register === 0x07) {
      const wasAsleep = this.status >= 0x80;
      this.status = data[0] as number;
      if (wasAsleep && this.status < 0x80) this.interrupt(0x56, 0xaa);
    } else if (register === 0x33)
      this.asked = { number: data[0] as number, seed: new DataView(data.buffer, data.byteOffset).getUint32(1, true) };
    else if (register === 0x4e) {
      this.mode = data[0] as number;
      if (this.mode === 0x20) this.image = this.captured();
      this.look();
    }
    return true;
  }

  /** One missing line, scrambled lines, plain lines that still move the key, a second key, plain lines that do not. */
  private captured(): Uint8Array {
    const plain = seenBySensor(this.finger ?? { width: WIDTH, height: LINES, pixels: new Uint8Array(WIDTH * LINES) });
    const blocks = [
      [0x01, 1],
      [0x02, 120],
      [0x00, 9],
      [0x02, 40],
      [0x82, 60],
      [0x04, 20],
      [0x02, 40],
    ] as const;
    const out = new Uint8Array(64 + 289 * WIDTH);
    out.set([289 % 256, 1, 7], 4);
    let at = 64;
    let line = 1;
    let stream = masks(this.keys[0] as number);
    blocks.forEach(([flags, lines], index) => {
      out.set([flags, lines], 16 + 2 * index);
      if (flags >= 0x80) stream = masks(this.keys[1] as number);
      if (flags === 0x01) {
        for (let i = 0; i < WIDTH; i++) stream.next();
        return;
      }
      const part = plain.subarray(line * WIDTH, (line + lines) * WIDTH);
      if (flags === 0x00) for (let i = 0; i < part.length; i++) stream.next();
      out.set((flags & 0x02) === 0x02 ? scramble(part, stream) : part, at);
      at += part.length;
      line += lines;
    });
    const whole = out.subarray(0, this.cutNext ?? out.length);
    this.cutNext = undefined;
    return whole;
  }
}
