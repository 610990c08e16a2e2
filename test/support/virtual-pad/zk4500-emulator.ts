import type { GreyImage } from './grey-image';
import { ownClass, type UsbModel } from './usb-model';

const SIZE = 640 * 480;

/** A ZK4500: what it gives for a request is the frame of the request before. */
export class Zk4500Emulator {
  readonly log: string[] = [];
  /** A frame is cut to this length. */
  cut: number | undefined;
  /** Every frame shows the finger elsewhere. */
  restless = false;
  private glass = new Uint8Array(SIZE).fill(230);
  private held: Uint8Array = new Uint8Array(SIZE);
  private ready: Uint8Array | undefined;
  private frames = 0;

  readonly model: UsbModel = {
    descriptors: {
      vendorId: 0x1b55,
      productId: 0x0840,
      release: 0x0100,
      strings: ['ZKTeco', 'ZK4500', 'RIG-ZK'],
      speed: 'high',
      interfaces: ownClass({ address: 0x82, kind: 'bulk', packet: 512 }),
    },
    controlIn: () => undefined,
    controlOut: ({ request, value, index }) => {
      this.log.push(`${request.toString(16)} ${value} ${index}`);
      if (request === 0xe5) this.expose();
      return request === 0xe1 || request === 0xe5;
    },
    input: () => {
      const { ready } = this;
      this.ready = undefined;
      return ready?.subarray(0, this.cut ?? SIZE);
    },
  };

  press(finger: GreyImage): void {
    this.glass = Uint8Array.from(finger.pixels);
  }

  lift(): void {
    this.glass = new Uint8Array(SIZE).fill(230);
  }

  private expose(): void {
    this.ready = this.held;
    const turn = this.restless ? (++this.frames % 2) * 5 * 640 : 0;
    this.held = Uint8Array.from(this.glass, (_, at) => this.glass[(at + turn) % SIZE] as number);
  }
}
